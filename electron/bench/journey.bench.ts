// What journeys cost: values, checks and cookies compared with the same request without them, and a data file of a million rows.
import { createWriteStream, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { onrushPlan } from '../../build/bench/onrush.ts';
import type { Command } from '../../build/bench/processes.ts';
import { ratiosOf, spreadOf } from '../../build/bench/spread.ts';
import { readSteady, steadyTimes, type SteadyReading } from '../../build/bench/steady.ts';
import { journeyPeers } from './test-journey-peers.ts';

const USERS = 20;
const ROWS = 1_000_000;

export const section: Section = {
  name: 'journey',
  title: 'Journeys: what values, checks, cookies and a million rows cost',
  run: measure,
};

type JourneyReading = SteadyReading & { readonly startMs: number };

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const target = await context.target();
  const plans = await writePlans(context.folder, target.url);
  const peers = journeyPeers({ folder: context.folder, url: `${target.url}json`, users: USERS, note: context.note });
  const readings: Record<string, JourneyReading[]> = {};
  for (let pair = 0; pair < context.pairs; pair += 1) {
    const ours = Object.entries(plans).map(([name, path]): [string, Command] => [name, onrushPlan(context.folder, path)]);
    for (const [name, command] of [...ours, ...peers]) {
      const before = performance.now();
      const times = steadyTimes(context.quick);
      const reading = await readSteady(target, command, times);
      const startMs = performance.now() - before - times.settleMs - times.windowMs;
      readings[name] = [...(readings[name] ?? []), { ...reading, startMs }];
    }
    context.note(`  round ${pair + 1} of ${context.pairs}`);
  }
  return rowsOf(readings);
}

async function writePlans(folder: string, url: string): Promise<Readonly<Record<string, string>>> {
  const small = join(folder, 'users.csv');
  writeFileSync(small, `email,n\n${Array.from({ length: 1000 }, (_, at) => `user-${at}@a.test,${at}`).join('\n')}\n`);
  const large = join(folder, 'million.csv');
  await writeRows(large);
  const row = { url, headers: { 'x-user': '{{users.email}}' } };
  return {
    constant: planOf(folder, 'constant', { url: `${url}json` }),
    journey: planOf(folder, 'journey', journeyStep(`${url}json`), small),
    plain: planOf(folder, 'plain', { url: `${url}cookie` }),
    cookies: planOf(folder, 'cookies', { url: `${url}cookie` }, null, { cookies: 'vu' }),
    few: planOf(folder, 'few', row, small),
    million: planOf(folder, 'million', row, large),
  };
}

function rowsOf(readings: Readonly<Record<string, readonly JourneyReading[]>>): Row[] {
  const row = (what: string, ours: string, theirs: string, value: Value, print: (value: number) => string, goal: string): Row => {
    const [a, b] = [(readings[ours] ?? []).map(value), (readings[theirs] ?? []).map(value)];
    return { what, onrush: print(spreadOf(a).median), peer: print(spreadOf(b).median), ratio: ratiosOf(a, b), goal };
  };
  const cpu = ({ cpuPerRequest }: SteadyReading): number => cpuPerRequest;
  return [
    row(
      'CPU a request: data column, $guid, JSON value, two checks, beside none',
      'journey',
      'constant',
      cpu,
      micros,
      '≤ 2.5, aim 1.6',
    ),
    ...[['k6', '≤ 0.33, aim 0.17'] as const, ['artillery', '≤ 0.067'] as const].flatMap(([peer, goal]) =>
      readings[peer] === undefined
        ? []
        : [row(`the same step, CPU a request beside ${peer}`, 'journey', peer, cpu, micros, goal)],
    ),
    row('CPU a request: cookies of one host, beside none', 'cookies', 'plain', cpu, micros, '≤ 1.15, aim 1.05'),
    row(
      'time to begin: a million rows, beside a thousand',
      'million',
      'few',
      ({ startMs }) => startMs,
      milliseconds,
      '+3 s, aim +1 s',
    ),
    row(
      'peak memory: a million rows, beside a thousand',
      'million',
      'few',
      ({ peakBytes }) => peakBytes,
      megabytes,
      '+150 MB, aim +60 MB',
    ),
  ];
}

type Value = (reading: JourneyReading) => number;

function journeyStep(url: string): object {
  return {
    url,
    headers: { 'x-request-id': '{{$guid}}', 'x-user': '{{users.email}}' },
    extract: { token: { json: '$.token' } },
    checks: [{ status: 200 }, { json: '$.items', count: '> 0' }],
  };
}

function planOf(folder: string, name: string, step: object, data: string | null = null, scenario: object = {}): string {
  const path = join(folder, `${name}.json`);
  const plan = {
    version: 2,
    name,
    ...(data === null ? {} : { data: [{ name: 'users', file: data }] }),
    scenarios: [{ ...scenario, steps: [step] }],
    load: { model: 'closed', stages: [{ duration: '60s', target: USERS }], startTarget: USERS },
  };
  writeFileSync(path, JSON.stringify(plan));
  return path;
}

async function writeRows(path: string): Promise<void> {
  const stream = createWriteStream(path);
  stream.write('email,n\n');
  for (let at = 0; at < ROWS; at += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, within) => `user-${at + within}@a.test,${at + within}\n`).join('');
    if (!stream.write(lines)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

function micros(value: number): string {
  return Number.isNaN(value) ? '–' : `${value.toFixed(1)} µs`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function megabytes(value: number): string {
  return Number.isNaN(value) ? '–' : `${(value / 1e6).toFixed(0)} MB`;
}
