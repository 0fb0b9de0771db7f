// What enters: a file's content and name, or a text. What leaves: the browser's download of it, or the text on the clipboard.

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

/** Puts a text on the clipboard; tells whether it is there. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page from a server without TLS, as in many offices, has the older way only.
    const before = document.activeElement as HTMLElement | null;
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    return done;
  }
}
