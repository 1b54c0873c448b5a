// npm run package: an installer for this system in dist/, made of what is in out/. Arguments go to electron-builder.
import { ensureBuilt } from '../ensure-built.ts';
import { runTool } from '../stage.ts';

export async function run(args: readonly string[]): Promise<number> {
  await ensureBuilt();
  return await runTool('electron-builder', ['--config', 'build/electron-builder.yml', '--publish', 'never', ...args]);
}
