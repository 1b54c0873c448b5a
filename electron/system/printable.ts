// What others wrote reaches the terminal as text: a name, a header or a page must not move the cursor, recolour the screen, or
// make text read backwards. Such characters are printed as escapes, which JSON reads as the same text.

/** Overwrites one line of a terminal; the only control sequence that Onrush itself prints. */
export const CLEAR_LINE = '\r\u001b[2K';

const CONTROLS = /\r\u001b\[2K|[\0-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** `text` with all control characters except tabs, line feeds and CLEAR_LINE as `\uXXXX`. */
export function printable(text: string): string {
  return text.replaceAll(CONTROLS, (found) =>
    found === CLEAR_LINE ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** From now on everything that this process prints is printable. */
export function printOnlyText(streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) =>
      Reflect.apply(write, stream, [typeof chunk === 'string' ? printable(chunk) : chunk, ...rest]);
  }
}
