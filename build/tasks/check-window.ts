// npm run check:window: Onrush checks itself on this computer, in a hidden window if Electron is installed, otherwise without
// one; prints one JSON object. With --packaged: checks the program that `npm run package -- --dir` made.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasDisplay } from '../choose-host.ts';
import { electronOptions } from '../electron-process.ts';
import { findElectron, findPackaged } from '../electron-program.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { OUT, ROOT } from '../paths.ts';
import { say } from '../say.ts';
import { taskArguments } from '../task-arguments.ts';

const FLAG = '--self-check';

export const usage = `npm run check:window [-- --packaged]
Prints what Onrush finds when it checks itself, as one JSON object: paste it into an issue.
  --packaged  check the program in dist/, which npm run package -- --dir makes`;

export async function run(args: readonly string[]): Promise<number> {
  const { packaged: isPackaged } = taskArguments(args, { options: { packaged: { type: 'boolean', default: false } } }).values;
  if (!isPackaged) await ensureBuilt();
  const program = isPackaged ? findPackaged() : findElectron();
  if (program === null && isPackaged) {
    say('There is no package in dist/. Make one with: npm run package -- --dir');
    return 1;
  }
  if (program !== null && hasDisplay(process.platform, process.env))
    return await exitOf(program, [...(isPackaged ? [] : [ROOT]), FLAG]);
  say(`${program === null ? 'Electron is not there' : 'There is no display'}, so what needs no window is checked.`);
  const { printSelfCheck } = await import(pathToFileURL(join(OUT, 'browser.js')).href);
  return (await printSelfCheck()) ? 0 : 1;
}

function exitOf(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { ...electronOptions(), stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', (code) => resolve(code ?? 1)));
}
