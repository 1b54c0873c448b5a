// npm run test:window: the end-to-end specs in Electron's own window. With --packaged: in the program that `npm run package -- --dir` made,
// which must let itself be inspected for that: add -c.electronFuses.enableNodeCliInspectArguments=true
import { findElectron, findPackaged } from '../electron-program.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { say } from '../say.ts';
import { runTool } from '../stage.ts';

export async function run(args: readonly string[]): Promise<number> {
  const isPackaged = args.includes('--packaged');
  const program = isPackaged ? findPackaged() : findElectron();
  if (program === null) {
    say(isPackaged ? 'There is no package in dist/.' : 'Electron is not there. Fetch it with: npx install-electron');
    return 1;
  }
  await ensureBuilt();
  process.env['ONRUSH_ELECTRON'] = program;
  if (isPackaged) process.env['ONRUSH_PACKAGED'] = '1';
  const rest = args.filter((arg) => arg !== '--packaged');
  return await runTool('playwright', ['test', '-c', 'build/playwright.config.ts', '--project=electron', ...rest]);
}
