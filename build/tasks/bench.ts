// npm run bench [-- SECTION... --quick --json FILE --install-peers]: compares Onrush with its peers, as a table on stdout. About
// eighteen minutes. With --install-peers it first builds k6, vegeta, hey and oha, if Go and Rust are installed.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../shared/errors.ts';
import type { BenchContext, Section } from '../bench/bench.ts';
import { installPeers } from '../bench/install-peers.ts';
import { findProgram } from '../bench/peers.ts';
import { machineLine, printMarkdown, type SectionResult } from '../bench/print.ts';
import { startTarget, type Target } from '../bench/target.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { ROOT } from '../paths.ts';
import { say } from '../say.ts';
import { taskArguments } from '../task-arguments.ts';

/** In the order in which they run. */
const FILES = [
  'electron/bench/throughput.bench.ts',
  'electron/bench/transports.bench.ts',
  'electron/bench/lateness.bench.ts',
  'electron/engine/record/recorder.bench.ts',
  'electron/bench/users.bench.ts',
  'electron/bench/memory.bench.ts',
  'electron/bench/journey.bench.ts',
  'electron/store/store.bench.ts',
  'electron/store/open.bench.ts',
  'renderer/live-run/live.bench.ts',
  'build/bench/start.bench.ts',
];

export const usage = `npm run bench [-- SECTION... --quick --json FILE --install-peers]
  SECTION          only this: throughput, users, store and others; an unknown one names them all
  --quick          fewer and shorter readings, to check that everything works
  --json FILE      write the readings there too
  --install-peers  first build k6, vegeta, hey and oha, if Go and Rust are installed`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = taskArguments(args, {
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      'install-peers': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const sections = await Promise.all(FILES.map(readSection));
  const unknown = positionals.find((name) => !sections.some((section) => section.name === name));
  if (unknown !== undefined)
    throw new UserError(
      'bad_request',
      `There is no section "${unknown}". Sections: ${sections.map(({ name }) => name).join(', ')}.`,
    );
  const json = values.json === undefined ? null : writablePath(values.json);
  if (values['install-peers']) installPeers(findProgram);
  await ensureBuilt();
  const chosen = positionals.length === 0 ? sections : sections.filter(({ name }) => positionals.includes(name));
  const { results, target } = await runSections(chosen, values.quick);
  process.stdout.write(printMarkdown(results, target));
  if (json !== null)
    writeFileSync(json, `${JSON.stringify({ machine: machineLine(), target, quick: values.quick, results }, null, 2)}\n`);
  return results.every(({ failure }) => failure === null) ? 0 : 1;
}

/** From the person's own folder, because npm changes to that of the repository. Said before the minutes of measuring. */
function writablePath(file: string): string {
  const path = resolve(process.env['INIT_CWD'] ?? '.', file);
  if (existsSync(dirname(path))) return path;
  throw new UserError('bad_request', `${file} cannot be written, because there is no folder ${dirname(path)}.`);
}

async function readSection(file: string): Promise<Section> {
  const module: { readonly section: Section } = await import(pathToFileURL(join(ROOT, file)).href);
  return module.section;
}

async function runSections(sections: readonly Section[], quick: boolean): Promise<{ results: SectionResult[]; target: string }> {
  await using ends = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'onrush-bench-'));
  ends.defer(() => rmSync(folder, { recursive: true, force: true }));
  let target: Target | null = null;
  const context: BenchContext = {
    quick,
    pairs: quick ? 2 : 5,
    folder,
    target: async () => (target ??= ends.use(await startTarget(folder))),
    note: say,
  };
  const results: SectionResult[] = [];
  for (const section of sections) results.push(await runSection(section, context));
  const { what } = await context.target();
  return { results, target: what };
}

/** A section that cannot be measured here does not stop the others. */
async function runSection(section: Section, context: BenchContext): Promise<SectionResult> {
  const startedAt = performance.now();
  const secondsSince = (): number => Math.round((performance.now() - startedAt) / 100) / 10;
  say(`${section.name}: ${section.title}...`);
  const { name, title } = section;
  try {
    const rows = await section.run(context);
    say(`${name}: ${secondsSince()} s`);
    return { section: { name, title }, rows, failure: null, seconds: secondsSince() };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    say(`${name}: ${failure}`);
    return { section: { name, title }, rows: [], failure, seconds: secondsSince() };
  }
}
