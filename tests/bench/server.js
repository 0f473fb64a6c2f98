// One origin for the browser: this folder, and the built page under /site/.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Serves until `close()`; `origin` is its address, on a free port. */
export function serve(site) {
  const server = createServer(async (request, response) => {
    let { pathname } = new URL(request.url, "http://localhost");
    if (pathname.endsWith("/")) pathname += "index.html";
    const inSite = pathname.startsWith("/site/");
    const folder = inSite ? resolve(site) : import.meta.dirname;
    const file = join(folder, inSite ? pathname.slice("/site".length) : pathname);
    try {
      if (!file.startsWith(folder + sep)) throw new Error("outside the folder");
      const body = await readFile(file);
      const type = types[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
    } catch {
      response.writeHead(404).end("not found");
    }
  });
  return new Promise((listening) => {
    server.listen(0, "127.0.0.1", () =>
      listening({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }),
    );
  });
}
