// Uncaught errors of the page and of its workers go to the log of the host, as those of every other process and thread do.
import { MOST_ERROR_CHARACTERS } from '../../shared/window-commands.ts';
import { call } from './client.ts';

/** A page that fails again and again must not fill the log. */
const MOST_LOGGED = 20;
/** Browsers report this as an error, although only the order of drawing is affected. */
const HARMLESS = /^ResizeObserver loop/;

let logged = 0;

/** Call it before anything else can fail. */
export function logPageErrors(): void {
  addEventListener('error', ({ error, message }) => HARMLESS.test(message) || logPageError(error ?? message));
  addEventListener('unhandledrejection', ({ reason }) => logPageError(reason));
}

export function logPageError(cause: unknown, where = 'The page'): void {
  logged += 1;
  if (logged > MOST_LOGGED) return;
  void send(where, textOf(cause).slice(0, MOST_ERROR_CHARACTERS));
}

async function send(where: string, text: string): Promise<void> {
  try {
    await call('app.logError', { where, text });
  } catch {
    // The host is gone, so there is no log either.
  }
}

/** Only some browsers begin a stack with the message. */
function textOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { stack = '' } = cause;
  return stack.startsWith(String(cause)) ? stack : `${String(cause)}\n${stack}`;
}
