// What enters: a file's content and name. What leaves: the browser's download of it.

/** How long the browser may take to begin, in milliseconds. */
const GRACE = 60_000;

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(content);
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), GRACE);
}
