// How Electron is started and ended from a terminal, so that it can still write an active run.
import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** Some editors' tasks leave this variable set, and Electron would start as plain Node. */
const AS_NODE = 'ELECTRON_RUN_AS_NODE';

/**
 * In its own process group: a terminal sends Ctrl-C to its whole group, and Electron would die of the second one, which is passed
 * on.
 */
export function electronOptions(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): SpawnOptions {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => name !== AS_NODE));
  return { env: own, detached: platform !== 'win32', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] };
}

/** Sent as a message, because Windows has no signals and would end the process at once. */
export function endElectron(child: Pick<ChildProcess, 'send' | 'kill' | 'connected'>): void {
  if (child.connected) child.send('quit', (error) => error !== null && child.kill('SIGTERM'));
  else child.kill('SIGTERM');
}
