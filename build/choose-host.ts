// Which host `npm start` runs, and the sentence that says why it is not the window.
import type { StartOptions } from './start-options.ts';

export interface Surroundings {
  readonly hasDisplay: boolean;
  /** The path of Electron's program, if it exists. */
  readonly electron: string | null;
  /** Why fetching it failed, if that was less than a day ago. */
  readonly recentFailure: string | null;
  /** Why it did not start, if that was less than a day ago. */
  readonly recentStartFailure?: string | null;
}

export type HostChoice =
  | { readonly kind: 'electron'; readonly program: string }
  | { readonly kind: 'fetch' }
  | { readonly kind: 'browser'; readonly because: string | null };

const NO_FAILURES = { recentFailure: null, recentStartFailure: null };
const AGAIN = 'It is tried again tomorrow, or at once with: npm start -- --window';

export function chooseHost(options: StartOptions, { hasDisplay, electron, ...failures }: Surroundings): HostChoice {
  const { recentFailure, recentStartFailure = null } = options.window ? NO_FAILURES : failures;
  if (options.browser) return { kind: 'browser', because: null };
  if (!hasDisplay) return { kind: 'browser', because: 'There is no display here, so Onrush runs in the browser.' };
  if (electron !== null && recentStartFailure === null) return { kind: 'electron', program: electron };
  if (electron !== null)
    return { kind: 'browser', because: `Electron did not start today. ${recentStartFailure ?? ''} ${AGAIN}`.replace('  ', ' ') };
  if (recentFailure === null) return { kind: 'fetch' };
  return {
    kind: 'browser',
    because: `Electron could not be fetched (${recentFailure}), so Onrush runs in the browser. ${AGAIN}`,
  };
}

export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}
