// Requests per second, CPU per request and memory, with 50 connections: the whole product compared with its peers, in turns.
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { onrushRun } from '../../build/bench/onrush.ts';
import { findPeers } from '../../build/bench/peers.ts';
import type { Command } from '../../build/bench/processes.ts';
import { ratiosOf, spreadOf } from '../../build/bench/spread.ts';
import { readSteady, steadyTimes, type SteadyReading } from '../../build/bench/steady.ts';
import type { Target } from '../../build/bench/target.ts';

const CONNECTIONS = 50;

export const section: Section = {
  name: 'throughput',
  title: 'Throughput: closed model, 50 connections, everything recorded and stored',
  run: measure,
};

type Readings = Readonly<Record<string, SteadyReading[]>>;

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const target = await context.target();
  const commands = commandsFor(context, target);
  const readings: Record<string, SteadyReading[]> = Object.fromEntries(
    commands.map(([name]): [string, SteadyReading[]] => [name, []]),
  );
  for (let pair = 0; pair < context.pairs; pair += 1) {
    // The order changes in each round, so that no program is always the first after a rest.
    for (let turn = 0; turn < commands.length; turn += 1) {
      const entry = commands[(turn + pair) % commands.length];
      if (entry === undefined) continue;
      const [name, commandOf] = entry;
      readings[name]?.push(await readSteady(target, commandOf(), steadyTimes(context.quick)));
    }
    context.note(`  round ${pair + 1} of ${context.pairs}`);
  }
  return rowsOf(
    readings,
    commands.map(([name]) => name),
  );
}

/** Created again for each turn, because a stored run gets its own history. */
function commandsFor({ folder }: BenchContext, { url }: Target): [string, () => Command][] {
  const onrush = (workers: number) => () =>
    onrushRun(folder, url, ['-c', `${CONNECTIONS}`, '-d', '60s', '--workers', `${workers}`]);
  const script = (name: string) => (): Command => ({
    program: process.execPath,
    args: [join(import.meta.dirname, name), url, `${CONNECTIONS}`],
  });
  return [
    ['Onrush', onrush(1)],
    ...findPeers(folder).map(({ name, command }): [string, () => Command] => [name, () => command(url, CONNECTIONS)]),
    ['undici Client.dispatch', script('undici-floor.bench.ts')],
    ['not stored', script('unrecorded.bench.ts')],
    ['2 workers', onrush(2)],
  ];
}

const GOALS: Readonly<Record<string, string>> = {
  autocannon: '≥ 1.15, aim 1.5',
  wrk: '≥ 0.60, aim 0.85',
};

function rowsOf(readings: Readings, names: readonly string[]): Row[] {
  const ours = readings['Onrush'] ?? [];
  const peers = names.filter((name) => name !== 'Onrush' && name !== 'not stored' && name !== '2 workers');
  const rate = (reading: SteadyReading): number => reading.perSecond;
  const cpu = (reading: SteadyReading): number => reading.cpuPerRequest;
  return [
    ...peers.map((name) => row(`requests/s, ${name}`, ours, readings[name] ?? [], rate, thousands, GOALS[name] ?? '')),
    ...peers.map((name) =>
      row(`CPU a request, ${name}`, ours, readings[name] ?? [], cpu, micros, name.startsWith('undici') ? '≤ 1.20, aim 1.05' : ''),
    ),
    row('CPU a request, the same engine not stored', ours, readings['not stored'] ?? [], cpu, micros, '≤ 1.10, aim 1.03'),
    row('requests/s, the same engine not stored', ours, readings['not stored'] ?? [], rate, thousands, ''),
    ...peers.map((name) => row(`peak memory, ${name}`, ours, readings[name] ?? [], (one) => one.peakBytes, megabytes, '')),
    scaling(readings['2 workers'] ?? [], ours),
  ];
}

function row(
  what: string,
  ours: readonly SteadyReading[],
  theirs: readonly SteadyReading[],
  value: (reading: SteadyReading) => number,
  print: (value: number) => string,
  goal: string,
): Row {
  const median = (readings: readonly SteadyReading[]): string => print(spreadOf(readings.map(value)).median);
  return { what, onrush: median(ours), peer: median(theirs), ratio: ratiosOf(ours.map(value), theirs.map(value)), goal };
}

/** The generators share the machine with the target, so the CPU of the target is printed as well. */
function scaling(two: readonly SteadyReading[], one: readonly SteadyReading[]): Row {
  const words = (readings: readonly SteadyReading[]): string => {
    const middle = (value: (reading: SteadyReading) => number): number => spreadOf(readings.map(value)).median;
    return `${thousands(middle((reading) => reading.perSecond))} with ${middle((reading) => reading.cpus).toFixed(2)} CPUs, target ${middle((reading) => reading.targetCpus).toFixed(2)}`;
  };
  return {
    what: 'requests/s, 2 workers beside 1',
    onrush: words(two),
    peer: words(one),
    ratio: ratiosOf(
      two.map((reading) => reading.perSecond),
      one.map((reading) => reading.perSecond),
    ),
    goal: '',
  };
}

function thousands(value: number): string {
  return `${(value / 1000).toFixed(1)} k/s`;
}

function micros(value: number): string {
  return Number.isNaN(value) ? '–' : `${value.toFixed(1)} µs`;
}

function megabytes(value: number): string {
  return Number.isNaN(value) ? '–' : `${(value / 1e6).toFixed(0)} MB`;
}
