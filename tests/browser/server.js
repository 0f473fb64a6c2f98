// The static host of the browser tests: a built page from any sub-path, never cached, on two origins.
// Usage: node server.js FOLDER. It prints the address of both origins, on free ports, and runs until it is ended.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

const folder = resolve(process.argv[2]);
const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

// The same page is at / and at /sub/path/, as a course's host may have it.
async function answer(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  let path = decodeURIComponent(pathname).replace(/^\/sub\/path(?=\/)/, "");
  if (path.endsWith("/")) path += "index.html";
  const file = join(folder, path);
  const headers = { "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store" };
  try {
    if (!file.startsWith(folder + sep)) throw new Error("outside the folder");
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
