// The options of `npm start`, and those of them that `npm run dev` has.
import { UserError } from '../shared/errors.ts';
import { taskArguments } from './task-arguments.ts';

export interface StartOptions {
  /** Use the browser host, even if a window could open. */
  readonly browser: boolean;
  /** Whether a window or the system's browser may open. */
  readonly open: boolean;
  /** Try the window again, although it failed less than a day ago. */
  readonly window: boolean;
  /** 0: any free port. */
  readonly port: number;
}

const PORT = { port: { type: 'string' } } as const;
const SWITCH = { type: 'boolean', default: false } as const;

/** A port, or no window at all, only makes sense for the browser host. @throws UserError bad_request */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values } = taskArguments(args, { options: { ...PORT, browser: SWITCH, window: SWITCH, 'no-open': SWITCH } });
  const { browser, window, port, 'no-open': isClosed } = values;
  return { browser: browser || isClosed || port !== undefined, open: !isClosed, window, port: portOf(port) };
}

/** @throws UserError bad_request */
export function parseDevPort(args: readonly string[]): number {
  return portOf(taskArguments(args, { options: PORT }).values.port);
}

function portOf(text = '0'): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UserError('bad_request', `"${text}" is not a port. Write --port with a number from 0 to 65535.`);
}
