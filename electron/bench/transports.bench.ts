// What a request costs over TLS, over HTTP/2, on its own connection and with a large body: the whole product compared with its
// peers, in turns.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { onrushPlan } from '../../build/bench/onrush.ts';
import { findProgram } from '../../build/bench/peers.ts';
import type { Command } from '../../build/bench/processes.ts';
import { ratiosOf, spreadOf } from '../../build/bench/spread.ts';
import { readSteady, steadyTimes, type SteadyReading } from '../../build/bench/steady.ts';

const USERS = 50;
const LONG = 60;
const BODY_BYTES = 10_000;

export const section: Section = {
  name: 'transports',
  title: 'Transports: TLS, HTTP/2, new connections and large bodies, everything recorded and stored',
  run: measure,
};

type Figure = 'rate' | 'cpu';

interface Rival {
  readonly name: string;
  readonly command: Command;
  readonly figure: Figure;
  readonly goal: string;
}

interface Contest {
  readonly what: string;
  readonly plan: string;
  readonly rivals: readonly Rival[];
}

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const target = await context.target();
  const { secureUrl, http2Url } = target;
  if (secureUrl === null || http2Url === null) {
    context.note('  nginx is not installed, so transports are not measured.');
    return [];
  }
  const rows: Row[] = [];
  const times = steadyTimes(context.quick);
  for (const { what, plan, rivals } of contestsOf(context.folder, target.url, secureUrl, http2Url)) {
    const ours: SteadyReading[] = [];
    const theirs = rivals.map((): SteadyReading[] => []);
    for (let pair = 0; pair < context.pairs; pair += 1) {
      ours.push(await readSteady(target, onrushPlan(context.folder, plan), times));
      for (const [at, { command }] of rivals.entries()) theirs[at]?.push(await readSteady(target, command, times));
    }
    context.note(`  ${what}`);
    rows.push(...rivals.map((rival, at) => rowOf(what, rival, ours, theirs[at] ?? [])));
  }
  return rows;
}

function rowOf(
  what: string,
  { name, figure, goal }: Rival,
  ours: readonly SteadyReading[],
  theirs: readonly SteadyReading[],
): Row {
  const value = ({ perSecond, cpuPerRequest }: SteadyReading): number => (figure === 'rate' ? perSecond : cpuPerRequest);
  const print = (readings: readonly SteadyReading[]): string => {
    const { median } = spreadOf(readings.map(value));
    return figure === 'rate' ? `${(median / 1000).toFixed(1)} k/s` : `${median.toFixed(1)} µs`;
  };
  return {
    what: `${what}: ${figure === 'rate' ? 'requests/s' : 'CPU a request'}, ${name}`,
    onrush: print(ours),
    peer: print(theirs),
    ratio: ratiosOf(ours.map(value), theirs.map(value)),
    goal,
  };
}

function contestsOf(folder: string, plain: string, secure: string, h2c: string): readonly Contest[] {
  const plan = planWriter(folder);
  const wrk = (url: string, goal: string, ...more: string[]) => program('wrk', goal, ['-t1', ...more, `-d${LONG}s`, url]);
  const h2load = (url: string, goal: string) => program('h2load', goal, ['-t1', `-c${USERS}`, '-m1', `-D${LONG}`, url]);
  const ab = (url: string, goal: string) => program('ab', goal, ['-q', '-c', `${USERS}`, '-t', `${LONG}`, '-n', '1500000', url]);
  const floor = (name: string, url: string, goal: string, figure: Figure = 'cpu'): Rival => ({
    name: `a bare loop of ${name}`,
    command: { program: process.execPath, args: [join(import.meta.dirname, `${name}-floor.bench.ts`), url, `${USERS}`] },
    figure,
    goal,
  });
  return [
    { what: 'HTTP/1.1', plan: plan('plain', plain), rivals: [floor('plain', plain, 'this machine’s floor')] },
    {
      what: 'HTTPS',
      plan: plan('https', secure),
      rivals: [...wrk(secure, '≥ 0.60, aim 0.80', `-c${USERS}`), autocannon(secure), floor('tls', secure, '≤ 1.5, aim 1.2')],
    },
    {
      what: 'HTTP/2 over TLS',
      plan: plan('http2', secure, { http: { version: '2' } }),
      rivals: [...h2load(secure, '≥ 0.5, aim 0.8'), floor('http2', secure, '≤ 0.35, aim 0.25')],
    },
    { what: 'HTTP/2', plan: plan('h2c', h2c, { http: { version: '2' } }), rivals: h2load(h2c, '≥ 0.5, aim 0.8') },
    {
      what: 'a connection a request',
      plan: plan('new', plain, { http: { keepAlive: false } }),
      rivals: [...ab(plain, '≥ 0.65, aim 0.85'), floor('connection', plain, 'this machine’s floor', 'rate')],
    },
    {
      what: 'a TLS connection a request',
      plan: plan('new-tls', secure, { http: { keepAlive: false } }),
      rivals: ab(secure, '≥ 0.5, aim 0.8'),
    },
    { what: '1,000 users', plan: plan('users', plain, {}, 1000), rivals: wrk(plain, '≥ 0.75, aim 0.85', '-c1000') },
    {
      what: 'POST of 10 kB',
      plan: plan('post', plain, {}, USERS, { method: 'POST', body: 'x'.repeat(BODY_BYTES) }),
      rivals: wrk(plain, '≥ 0.8, aim 1.0', `-c${USERS}`, '-s', postScript(folder)),
    },
    {
      what: 'responses of 1 MB',
      plan: plan('megabyte', `${plain}megabyte`),
      rivals: wrk(`${plain}megabyte`, '≥ 0.8, aim 1.0', `-c${USERS}`),
    },
  ].filter(({ rivals }) => rivals.length > 0);
}

/** The list is empty if the program is not installed. */
function program(name: string, goal: string, args: readonly string[]): Rival[] {
  const path = findProgram(name);
  return path === null ? [] : [{ name, command: { program: path, args }, figure: 'rate', goal }];
}

function autocannon(url: string): Rival {
  const script = createRequire(import.meta.url).resolve('autocannon');
  const command = { program: process.execPath, args: [script, '-n', '-c', `${USERS}`, '-d', `${LONG}`, url] };
  return { name: 'autocannon', command, figure: 'rate', goal: '≥ 1.4, aim 1.8' };
}

function planWriter(folder: string) {
  return (name: string, url: string, settings: object = {}, users = USERS, step: object = {}): string => {
    const path = join(folder, `${name}.json`);
    const load = { model: 'closed', stages: [{ duration: `${LONG}s`, target: users }], startTarget: users };
    const plan = { version: 2, scenarios: [{ steps: [{ url, ...step }] }], tls: { verify: false }, load, ...settings };
    writeFileSync(path, JSON.stringify(plan));
    return path;
  };
}

function postScript(folder: string): string {
  const path = join(folder, 'post.lua');
  writeFileSync(path, `wrk.method = "POST"\nwrk.body = string.rep("x", ${BODY_BYTES})\n`);
  return path;
}
