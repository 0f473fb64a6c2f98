// Runs a classic script that puts its library on globalThis.
export function script(path) {
  return new Promise((loaded, failed) => {
    const element = document.createElement("script");
    element.src = new URL(`../node_modules/${path}`, import.meta.url).href;
    element.onload = loaded;
    element.onerror = () => failed(new Error(`${path} did not load`));
    document.head.append(element);
  });
}
