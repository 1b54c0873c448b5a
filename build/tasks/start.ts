// npm start: opens the app in its window, or in the browser if a window is not possible.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chooseHost, hasDisplay, type HostChoice } from '../choose-host.ts';
import { findElectron } from '../electron-program.ts';
import { electronOptions, endElectron } from '../electron-process.ts';
import { endWithNpm } from '../end-with-npm.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { fetchElectron, recentFailure, recentStartFailure, rememberStartFailure } from '../fetch-electron.ts';
import { joinInterrupts } from '../join-interrupts.ts';
import { OUT, ROOT } from '../paths.ts';
import { sandboxAdvice } from '../sandbox-advice.ts';
import { say } from '../say.ts';
import { parseStartOptions, type StartOptions } from '../start-options.ts';

export const usage = `npm start [-- [--window | --browser] [--no-open] [--port N]]
  --window   try the window again, although it failed less than a day ago
  --browser  serve Onrush to the browser of this system
  --no-open  serve it, and open nothing
  --port N   serve it at this port`;

export async function run(args: readonly string[]): Promise<number | undefined> {
  const options = parseStartOptions(args);
  await ensureBuilt();
  joinInterrupts();
  endWithNpm();
  const choice = await settle(options);
  if (choice.kind !== 'electron') return await startBrowser(options, choice.because);
  const code = await startElectron(choice.program);
  if (code !== FAILED_TO_START) return code;
  const advice = sandboxAdvice(choice.program) ?? '';
  rememberStartFailure(advice);
  return await startBrowser(options, `Electron could not start, see above, so Onrush runs in the browser. ${advice}`.trimEnd());
}

/** The choice once Electron is installed or known not to be. */
async function settle(options: StartOptions): Promise<Exclude<HostChoice, { kind: 'fetch' }>> {
  const look = () =>
    chooseHost(options, {
      hasDisplay: hasDisplay(process.platform, process.env),
      electron: findElectron(),
      recentFailure: recentFailure(),
      recentStartFailure: recentStartFailure(),
    });
  const first = look();
  if (first.kind !== 'fetch') return first;
  await fetchElectron();
  const second = look();
  return second.kind === 'fetch' ? { kind: 'browser', because: 'Electron is not there, so Onrush runs in the browser.' } : second;
}

async function startBrowser({ open, port }: StartOptions, because: string | null): Promise<undefined> {
  if (because !== null) say(because);
  const host = await import(pathToFileURL(join(OUT, 'browser.js')).href);
  await host.startBrowserHost({ port, open: open && hasDisplay(process.platform, process.env) });
}

const FAILED_TO_START = -1;
const START_MS = 10_000;

function startElectron(program: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(program, [ROOT], electronOptions());
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second message would end it before the run is written.
      if (!isEnding) endElectron(child);
      isEnding = true;
    });
  }
  return new Promise((resolve) => {
    child.on('error', () => resolve(FAILED_TO_START));
    child.on('exit', (code) => {
      const diedEarly = code !== 0 && performance.now() - startedAt < START_MS;
      resolve(diedEarly && !isEnding ? FAILED_TO_START : (code ?? 0));
    });
  });
}
