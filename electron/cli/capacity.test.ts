// `capacity` on the command line, without a separate process: what it accepts, what it refuses, and its exit codes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capacityFileSchema } from '../../shared/capacity/capacity-file.ts';
import { exponential, randomFrom, searchAt, TARGETS } from '../../shared/capacity/test-targets.ts';
import type { CapacitySettingsInput } from '../../shared/capacity/capacity-settings.ts';
import { startHttpTarget } from '../engine/tests/test-target.ts';
import { parseCommand } from './arguments.ts';
import { searchCommand } from './capacity-command.ts';
import { capacityExit } from './capacity-exit.ts';
import type { CliCommand } from './command.ts';
import { findSearch } from './find-runs.ts';

const URL = ['--url', 'http://127.0.0.1:1/'];

function called(...args: readonly string[]): Extract<CliCommand, { name: 'capacity' }> {
  const command = parseCommand(['capacity', ...args]);
  if (command.name !== 'capacity') throw new Error(`It was read as ${command.name}`);
  return command;
}

test('objective, failures, precision and time are read', () => {
  const { request, output, source } = called(
    ...'plan.json|--objective|p(99) < 50ms|--max-failed|0.1%|--quick|--budget|10m|--json|F'.split('|'),
  );
  expect(source).toMatchObject({ path: expect.stringContaining('plan.json') });
  expect(request.settings).toMatchObject({
    objectives: ['p(99) < 50ms'],
    maxFailed: 0.001,
    precision: 'quick',
    budgetMs: 600_000,
  });
  expect(output.json).toBe('F');
});

test('several objectives are read from one option or from several', () => {
  const { request } = called(...URL, '--objective', 'p99<50ms and checks > 99%', '--objective', 'p(95){step:"cart"} < 250ms');
  expect(request.settings.objectives).toEqual(['p99<50ms', 'checks > 99%', 'p(95){step:"cart"} < 250ms']);
});

test.each([
  ['100,200,400', '1m', [100, 200, 400], 60_000],
  ['100, 200, 400/s', '30s', [100, 200, 400], 30_000],
  ['100, 200, 400/s, 1 min each', undefined, [100, 200, 400], 60_000],
])('a ladder of %s is read', (ladder, each, rates, eachMs) => {
  const { request } = called(
    ...URL,
    '--objective',
    'p99 < 50ms',
    '--ladder',
    ladder,
    ...(each === undefined ? [] : ['--each', each]),
  );
  expect(request.ladder).toEqual({ rates, eachMs });
});

test.each([
  [['--max-failed', '0.1%'], /--objective "p\(99\) < 50ms"/],
  [['--objective', 'mean < 5ms'], /^--objective: .*percentile/],
  [['--objective', 'p99 < 5ms', '--max-failed', 'few'], /--max-failed: "few" is not a share/],
  [['--objective', 'p99 < 5ms', '--budget', '1s'], /--budget: A search takes at least 20 s/],
  [['--objective', 'p99 < 5ms', '-r', '100'], /--ladder for fixed rates/],
  [['--objective', 'p99 < 5ms', '--each', '1m'], /--each says how long/],
])('%j is refused with a sentence', (args, words) => {
  expect(() => called(...URL, ...args)).toThrow(words);
});

test('the examples of the page are valid', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '.github', 'CAPACITY.md'), 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('npm run -s cli -- capacity '));
  expect(lines.length).toBeGreaterThanOrEqual(4);
  for (const line of lines) {
    const words = [...line.slice('npm run -s cli -- capacity '.length).matchAll(/"([^"]*)"|(\S+)/g)];
    called(...words.map(([, quoted, plain = '']) => quoted ?? plain));
  }
});

const OBJECTIVE = { objectives: ['p(99) <= 50ms'], precision: 'quick' } as const;

test.each([
  ['found', TARGETS['M/M/1'], OBJECTIVE, null, 0],
  ['limited by this computer', TARGETS['M/M/1'], OBJECTIVE, 300, 0],
  ['held at no rate', { ...TARGETS['M/M/1'], work: exponential(0.4) }, OBJECTIVE, null, 99],
  ['not found in time', TARGETS['M/M/1'], { ...OBJECTIVE, budgetMs: 60_000 }, null, 98],
  ['of a target that became slower', TARGETS.drops, { objectives: ['p(99) <= 50ms'] }, null, 98],
] as const)('a capacity %s', (_, target, input, most, code) => {
  const settings: CapacitySettingsInput = { ...input, objectives: [...input.objectives] };
  const { trials, end } = searchAt(target, settings, randomFrom(1), most);
  const row = { kind: 'search', state: 'completed', end, trials: trials.map((trial) => ({ ...trial, runId: 'run' })) } as const;
  expect(capacityExit(row, false)).toBe(code);
  expect(capacityExit(row, true)).toBe(130);
  expect(capacityExit({ ...row, state: 'failed' }, false)).toBe(1);
});

test.each(['latest', 'Capacity of GET 127.0.0.1:1/', '3fae8c12'])('--resume %s continues a search', (words) => {
  const command = parseCommand(['capacity', '--resume', words, '--json', 'F', '--yes']);
  expect(command).toMatchObject({ name: 'resume-capacity', search: words, output: { json: 'F', yes: true } });
});

test.each([
  ['a plan', ['plan.json']],
  ['an objective', ['--objective', 'p99 < 5ms']],
  ['a time', ['--budget', '5m']],
  ['a target', ['--url', 'http://127.0.0.1/']],
])('--resume with %s is refused: the search is the same', (_what, more) => {
  expect(() => parseCommand(['capacity', '--resume', 'latest', ...more])).toThrow(/with its own plan/);
});

test('a search is found by its name, its id, one of its trials, and as the latest, and a ladder is not', () => {
  const search = (id: string, name: string, runId: string, kind = 'search'): unknown => ({ id, kind, name, trials: [{ runId }] });
  const list = [
    search('aaaa-2', 'Capacity of B', 'run-2'),
    search('aaaa-1', 'Capacity of A', 'run-1'),
    search('bbbb', 'Ladder of A', 'run-3', 'ladder'),
  ];
  const history = { searches: { list: () => list }, runs: { list: () => [{ id: 'run-1', name: 'A, trial 1' }] } };
  const found = (words: string): string => findSearch(history as unknown as Parameters<typeof findSearch>[0], words).id;
  expect(['latest', 'Capacity of A', 'aaaa-1', 'run-1'].map(found)).toEqual(['aaaa-2', 'aaaa-1', 'aaaa-1', 'aaaa-1']);
  expect(() => found('aaaa')).toThrow('"aaaa" is the beginning of 2 searches. Write more of it.');
  expect(() => found('bbbb')).toThrow('There is no search for a capacity "bbbb" in the history.');
});

test('a ladder is inconclusive if this computer could judge none of its rates', () => {
  const { trials } = searchAt(TARGETS['M/M/1'], { ...OBJECTIVE, objectives: [...OBJECTIVE.objectives] }, randomFrom(1), 300);
  const ladder = (verdict: 'holds' | 'untrusted'): number => {
    const sent = trials.map((trial) => ({ ...trial, verdict, runId: 'run' }));
    return capacityExit({ kind: 'ladder', state: 'completed', end: 'found', trials: sent }, false);
  };
  expect([ladder('untrusted'), ladder('holds')]).toEqual([98, 0]);
});

test('a ladder is sent, judged and written', async () => {
  const target = await startHttpTarget((_request, response) => void response.end('ok'));
  const folder = mkdtempSync(join(tmpdir(), 'onrush-capacity-'));
  const before = process.env['ONRUSH_DATA_DIR'];
  process.env['ONRUSH_DATA_DIR'] = join(folder, 'data');
  try {
    const json = join(folder, 'ladder.json');
    const { source, request, output } = called(
      '--url',
      target.url,
      '--objective',
      'p99 < 20s',
      '--ladder',
      '5',
      '--each',
      '4s',
      '-q',
      '--json',
      json,
    );
    const code = await searchCommand(source, request, output);
    const file = JSON.parse(readFileSync(json, 'utf8')) as { trials: readonly { verdict: string }[] };
    expect(file).toMatchObject({ kind: 'ladder', trials: [{ request: { rate: 5 } }], objectives: ['p99 < 20s'] });
    expect(capacityFileSchema.safeParse(file).success).toBe(true);
    // A busy computer may not be able to judge it.
    expect(code).toBe(file.trials[0]?.verdict === 'holds' ? 0 : 98);
  } finally {
    if (before === undefined) delete process.env['ONRUSH_DATA_DIR'];
    else process.env['ONRUSH_DATA_DIR'] = before;
    rmSync(folder, { recursive: true, force: true });
    await target.close();
  }
});
