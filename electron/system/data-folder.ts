// Where the history is: one folder for the window, the browser host and the command line.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** ONRUSH_DATA_DIR, or the system's usual place for the data of an application. */
export function dataFolder(
  { platform, env, home }: Surroundings = { platform: process.platform, env: process.env, home: homedir() },
): string {
  const chosen = env['ONRUSH_DATA_DIR'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Onrush');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Onrush');
  const base = env['XDG_CONFIG_HOME'];
  return join(base !== undefined && base !== '' ? base : join(home, '.config'), 'Onrush');
}
