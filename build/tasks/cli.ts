// npm run -s cli -- ARGS: the command line, built first if sources changed. Prints nothing of its own on stdout.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../ensure-built.ts';
import { OUT } from '../paths.ts';
import { joinInterrupts } from '../join-interrupts.ts';

export async function run(args: readonly string[]): Promise<undefined> {
  await ensureBuilt();
  joinInterrupts();
  // npm changes to the repository's folder, but paths are relative to the person's own folder.
  if (process.env['npm_lifecycle_event'] === 'cli') process.chdir(process.env['INIT_CWD'] ?? '.');
  const cli = join(OUT, 'cli.js');
  process.argv = [process.execPath, cli, ...args];
  await import(pathToFileURL(cli).href);
}
