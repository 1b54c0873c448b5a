// How Electron is started and ended from a terminal, so that it can write a run that goes on.
import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** Some editors' tasks leave it behind, and Electron would be plain Node with it. */
const AS_NODE = 'ELECTRON_RUN_AS_NODE';

/** In a group of its own: a terminal sends Ctrl-C to its whole group, and Electron dies of the second one, which is passed on. */
export function electronOptions(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): SpawnOptions {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => name !== AS_NODE));
  return { env: own, detached: platform !== 'win32', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] };
}

/** By a message, because Windows knows no signals and ends a process at once. */
export function endElectron(child: Pick<ChildProcess, 'send' | 'kill' | 'connected'>): void {
  if (child.connected) child.send('quit', (error) => error !== null && child.kill('SIGTERM'));
  else child.kill('SIGTERM');
}
