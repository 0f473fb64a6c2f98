// The static host of the browser tests: a built page and the pages that frame it, never cached, on two origins.
// Usage: node server.js FOLDER. It prints the address of both origins, on free ports, and runs until it is ended.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

const site = resolve(process.argv[2]);
const hosts = join(import.meta.dirname, "hosts");
const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
const embedder = { "Cross-Origin-Embedder-Policy": "require-corp" };

/** The folder and headers of each path. A request takes the first row whose path begins its own. */
const places = [
  // The pages that frame the built page; the isolated ones embed only pages that allow it by a header.
  { path: "/hosts/isolated/", folder: hosts, headers: embedder },
  { path: "/hosts/", folder: hosts },
  // The page with the headers that allow isolated pages to embed it.
  {
    path: "/isolated/",
    folder: site,
    headers: { ...embedder, "Cross-Origin-Resource-Policy": "cross-origin" },
  },
  // The same page at / and at /sub/path/, because a course's host may use any path.
  { path: "/sub/path/", folder: site },
  { path: "/", folder: site },
];

async function answer(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  const path = decodeURIComponent(pathname);
  const place = places.find((place) => path.startsWith(place.path));
  const rest = path.slice(place.path.length);
  const file = join(place.folder, rest === "" || rest.endsWith("/") ? `${rest}index.html` : rest);
  const headers = { "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store", ...place.headers };
  try {
    if (!file.startsWith(place.folder + sep)) throw new Error("outside the folder");
    const body = await readFile(file);
    response.writeHead(200, {
      ...headers,
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
    });
    response.end(body);
  } catch {
    response.writeHead(404, headers).end("not found");
  }
}

function listen() {
  return new Promise((started) => {
    const server = createServer(answer);
    server.listen(0, "127.0.0.1", () => started(`http://127.0.0.1:${server.address().port}`));
  });
}

console.log(`origin ${await listen()} other ${await listen()}`);
