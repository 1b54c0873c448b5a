// npm run dev: the window from its sources in the browser, updated after each change, with its own data folder.
import { join } from 'node:path';
import { endWithNpm } from '../end-with-npm.ts';
import { joinInterrupts } from '../join-interrupts.ts';
import { CACHE } from '../paths.ts';
import { say } from '../say.ts';
import { parseDevPort } from '../start-options.ts';

export const usage = 'npm run dev [-- --port N]';

const DATA = join(CACHE, 'dev-data');

export async function run(args: readonly string[]): Promise<undefined> {
  const port = parseDevPort(args);
  joinInterrupts();
  endWithNpm();
  const { openDevServer } = await import('../dev-server.ts');
  const server = await openDevServer({ port, dataFolder: process.env['ONRUSH_DATA_DIR'] ?? DATA });
  process.stdout.write(`Onrush is ready: ${server.url}\n`);
  say('The page follows changes of renderer/ and shared/. Start again after a change of electron/.');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}
