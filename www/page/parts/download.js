// Downloads files, by a temporary link.

/** @param {string} name @param {Blob} blob */
export function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // By the next task the browser has read the address.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
