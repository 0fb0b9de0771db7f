// What enters: a file. What leaves: its bytes, with how many were read told on the way.

/** Reads a file piece by piece, so that a large one shows how far it is. */
export async function bytesOf(file: Blob, progress: (done: number, all: number) => void): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let done = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes.set(piece.value, done);
    done += piece.value.length;
    progress(done, bytes.length);
  }
  return bytes;
}
