// npm run test:window: every end-to-end spec as in the window, through a double of Electron's bridge in Chromium. With
// --electron: in Electron's own program. With --packaged: in the program that `npm run package -- --dir` made, which must allow
// inspection for that: add -c.electronFuses.enableNodeCliInspectArguments=true
import { findElectron, findPackaged } from '../electron-program.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { say } from '../say.ts';
import { runTool } from '../stage.ts';
import { findTestBrowser } from '../test-browser.ts';

export const usage = `npm run test:window [-- --electron | --packaged] [FILE... and options of Playwright]
  --electron  in Electron's own program
  --packaged  in the program in dist/, which npm run package -- --dir makes
  FILE        only this spec, for example e2e/stop.spec.ts`;

const OWN_OPTIONS = ['--electron', '--packaged'];

export async function run(args: readonly string[]): Promise<number> {
  const rest = args.filter((arg) => !OWN_OPTIONS.includes(arg));
  if (args.includes('--packaged')) return await runInElectron(findPackaged(), 'There is no package in dist/.', rest, '1');
  if (args.includes('--electron'))
    return await runInElectron(findElectron(), 'Electron is not there. Fetch it with: npx install-electron', rest);
  return await runInDouble(rest);
}

async function runInDouble(rest: readonly string[]): Promise<number> {
  const browser = await findTestBrowser();
  if (browser.path === null) {
    say(browser.why);
    return 1;
  }
  process.env['ONRUSH_CHROMIUM'] = browser.path;
  return await runSpecs('window-all', rest);
}

async function runInElectron(program: string | null, why: string, rest: readonly string[], isPackaged?: '1'): Promise<number> {
  if (program === null) {
    say(why);
    return 1;
  }
  process.env['ONRUSH_ELECTRON'] = program;
  if (isPackaged !== undefined) process.env['ONRUSH_PACKAGED'] = isPackaged;
  return await runSpecs('electron', rest);
}

async function runSpecs(project: string, rest: readonly string[]): Promise<number> {
  await ensureBuilt();
  return await runTool('playwright', ['test', '-c', 'build/playwright.config.ts', `--project=${project}`, ...rest]);
}
