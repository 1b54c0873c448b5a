// The options of `npm start`.

export interface StartOptions {
  /** Use the browser host, even if a window could open. */
  readonly browser: boolean;
  /** Whether a window or the system's browser may open. */
  readonly open: boolean;
  /** Try the window again, although it failed less than a day ago. */
  readonly window?: true;
  /** 0: any free port. */
  readonly port: number;
}

const START_USAGE = 'npm start [-- [--window | --browser] [--no-open] [--port N]]';

/** Returns a sentence if the arguments make no sense. A port, or no window at all, only makes sense for the browser host. */
export function parseStartOptions(args: readonly string[]): StartOptions | string {
  let options: StartOptions = { browser: false, open: true, port: 0 };
  const rest = args.flatMap((arg) => (arg.startsWith('--port=') ? ['--port', arg.slice('--port='.length)] : [arg]));
  for (let index = 0; index < rest.length; index += 1) {
    const arg = rest[index];
    if (arg === '--browser') options = { ...options, browser: true };
    else if (arg === '--window') options = { ...options, window: true };
    else if (arg === '--no-open') options = { ...options, browser: true, open: false };
    else if (arg === '--port') {
      index += 1;
      const port = parsePort(rest[index]);
      if (port === null) return `"${rest[index] ?? ''}" is not a port. Write --port with a number from 0 to 65535.`;
      options = { ...options, browser: true, port };
    } else return `There is no option "${arg}". Usage: ${START_USAGE}`;
  }
  return options;
}

function parsePort(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}
