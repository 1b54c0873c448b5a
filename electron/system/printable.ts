// What others wrote reaches the terminal as text: a name, a header or a page must not move the cursor, recolour the screen, or
// make text read backwards. Such characters are printed as escapes, which JSON reads as the same text.

const CONTROLS = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** Empties a line, which is then written again. Bytes, because text with this in it might come from somebody else. */
const EMPTY_LINE = Buffer.from('\r\u001b[2K');

/** `text` with all control characters except tabs and line feeds as `\uXXXX`. */
export function printable(text: string): string {
  return text.replaceAll(CONTROLS, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export interface Terminal {
  write(chunk: string | Uint8Array): unknown;
  readonly columns?: number;
}

/**
 * Writes the last line of a terminal again; without a text it only empties it. A text that is wider than the terminal is cut,
 * because a second line could not be emptied. A terminal without such commands (TERM=dumb) gets none.
 */
export function rewriteLine(terminal: Terminal, text = '', environment: NodeJS.ProcessEnv = process.env): void {
  if (environment['TERM'] === 'dumb') return;
  terminal.write(EMPTY_LINE);
  if (text !== '') terminal.write(text.slice(0, Math.max(1, (terminal.columns ?? Infinity) - 1)));
}

/** How GitHub, Azure and TeamCity recognise commands in what a job prints. */
const COMMAND = /(?<=^[^\S\n]*):(?=:)|#(?=#(?:vso|teamcity)?\[)/gm;
const OBEDIENT = ['GITHUB_ACTIONS', 'TF_BUILD', 'TEAMCITY_VERSION'];

/** `text` as `printable` gives it, without commands to the server that runs the job: a response or a name gives none. */
export function withoutCommands(text: string): string {
  return printable(text).replaceAll(COMMAND, (found) => `\\u00${found.charCodeAt(0).toString(16)}`);
}

/** A command of Onrush itself. Bytes, because text gives none. */
export function printCommand(stream: NodeJS.WritableStream, text: string): void {
  stream.write(Buffer.from(printable(text)));
}

/** From now on everything that this process prints is printable. */
export function printOnlyText(
  streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr],
  environment: NodeJS.ProcessEnv = process.env,
): void {
  const shown = OBEDIENT.some((name) => environment[name] !== undefined) ? withoutCommands : printable;
  for (const stream of streams) {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) =>
      Reflect.apply(write, stream, [typeof chunk === 'string' ? shown(chunk) : chunk, ...rest]);
  }
}
