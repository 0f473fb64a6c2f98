/** @import { Inside } from "./store.js" */
/** @param {HTMLElement} root @param {Inside} inside */
export function createPane(root, inside) {
  void root;
  void inside;
  return { update() {}, paint() {} };
}
