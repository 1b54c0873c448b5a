// The limits of this computer are named as such. These run in separate processes with low limits.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunEnd } from '../run.ts';
import { startHttpTarget } from './test-target.ts';

/** Sends to the target named in its environment; if it has its own network, it sends to its own target. */
const LIMITED_RUN = `(async () => {
  const { planFor, runPlan } = await import('./test-run.ts');
  const { startHttpTarget } = await import('./test-target.ts');
  const own = process.env.TARGET ? null : await startHttpTarget((_request, response) => void setTimeout(() => response.end('ok'), 300));
  const { end } = await runPlan(planFor(own?.url ?? process.env.TARGET, { model: 'iterations', iterations: 100, vus: 100 }));
  await own?.close();
  console.log(JSON.stringify(end));
})()`;

/** The name server receives the query and does not reply. */
const MUTE_RUN = `(async () => {
  const { planFor, runPlan } = await import('./test-run.ts');
  const server = require('node:dgram').createSocket('udp4');
  await new Promise((resolve) => server.bind(53, '127.0.0.1', resolve));
  const load = { model: 'iterations', iterations: 2, vus: 2 };
  const { end } = await runPlan(planFor('http://shop.onrush.test/', load, { timeouts: { connect: '400ms' } }));
  console.log(JSON.stringify(end));
  process.exit();
})()`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-limits-'));
  writeFileSync(join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** With its own network and mounts, if the system permits them. */
const ALONE = ['unshare', '-rnm', 'sh', '-c'];
const canBeAlone = works([...ALONE, 'ip link set lo up && echo "40000 40019" > /proc/sys/net/ipv4/ip_local_port_range']);

function works([command = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

async function runIn([command = '', ...args]: readonly string[], prepare: string, script: string, target = ''): Promise<RunEnd> {
  const shell = [...args, `${prepare}; exec "$0" -e "$1"`, process.execPath, script];
  const { stdout } = await promisify(execFile)(command, shell, {
    cwd: import.meta.dirname,
    env: { ...process.env, TARGET: target },
    timeout: 50_000,
  });
  return JSON.parse(stdout) as RunEnd;
}

test.skipIf(process.platform === 'win32')("this computer's limit of open files is named as such", async () => {
  // In this process, so that only the generator has few files.
  const target = await startHttpTarget((_request, response) => void setTimeout(() => response.end('ok'), 300));
  const end = await runIn(['sh', '-c'], 'ulimit -n 120', LIMITED_RUN, target.url);
  await target.close();
  const limited = end.summary.failures.find(({ outcome }) => outcome === 'local_limit');
  expect(limited?.message).toMatch(/limit of open files/);
  expect(end.summary.requests.total).toBe(100);
  expect(end.summary.requests.succeeded).toBeGreaterThan(0);
});

test.runIf(canBeAlone)('if no local port is left, it says so', async () => {
  const prepare = 'ip link set lo up; echo "40000 40019" > /proc/sys/net/ipv4/ip_local_port_range';
  const end = await runIn(ALONE, prepare, LIMITED_RUN);
  const limited = end.summary.failures.find(({ outcome }) => outcome === 'local_limit');
  expect([limited?.code, limited?.message]).toEqual([
    'EADDRNOTAVAIL',
    'This computer ran out of local ports. Use fewer new connections a second.',
  ]);
  expect(end.summary.requests.total).toBe(100);
  expect(end.summary.requests.succeeded).toBeGreaterThan(0);
});

test.runIf(canBeAlone)('a silent name server is distinguished from a silent server', async () => {
  const prepare = `ip link set lo up; mount --bind "${join(folder, 'resolv.conf')}" /etc/resolv.conf`;
  const end = await runIn(ALONE, prepare, MUTE_RUN);
  expect(end.summary.failures.map(({ outcome, message, count }) => [outcome, message, count])).toEqual([
    ['dns', 'DNS lookup of shop.onrush.test timed out after 400ms.', 2],
  ]);
});
