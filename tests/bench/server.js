// One origin for the browser: this folder, and the built page under /site/.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Serves until `close()`; `origin` is its address, on a free port. */
export function serve(site) {
  return listen({ "/site/": site, "/": import.meta.dirname }, async (file) => ({
    body: await readFile(file),
    headers: { "Cache-Control": "no-store" },
  }));
}

/** Serves like a host: files are compressed and may be cached. `tfp` is the folder of the page under /tfp/, if there is one. */
export function servePacked(site, tfp) {
  const packed = new Map();
  return listen({ "/site/": site, ...(tfp && { "/tfp/": tfp }) }, async (file) => {
    if (!packed.has(file)) packed.set(file, brotliCompressSync(await readFile(file)));
    return {
      body: packed.get(file),
      headers: { "Cache-Control": "max-age=600", "Content-Encoding": "br" },
    };
  });
}

/**
 * @param {Record<string, string>} folders each by the beginning of its paths
 * @param {(file: string) => Promise<{ body: Buffer, headers: Record<string, string> }>} read
 */
function listen(folders, read) {
  const server = createServer(async (request, response) => {
    let { pathname } = new URL(request.url, "http://localhost");
    if (pathname.endsWith("/")) pathname += "index.html";
    const start = Object.keys(folders).find((start) => pathname.startsWith(start));
    try {
      if (start === undefined) throw new Error("no such folder");
      const folder = resolve(folders[start]);
      const file = join(folder, pathname.slice(start.length));
      if (!file.startsWith(folder + sep)) throw new Error("outside the folder");
      const { body, headers } = await read(file);
      const type = types[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "Content-Type": type, ...headers }).end(body);
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
