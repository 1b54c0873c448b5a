// The limits of this computer are named as such. In a process of its own, whose limit is low.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { RunEnd } from './run.ts';

const LIMITED_RUN = `(async () => {
  const { planFor, runPlan } = await import('./test-run.ts');
  const { startHttpTarget } = await import('./test-target.ts');
  const target = await startHttpTarget((_request, response) => void setTimeout(() => response.end('ok'), 300));
  const { end } = await runPlan(planFor(target.url, { model: 'iterations', iterations: 100, vus: 100 }));
  await target.close();
  console.log(JSON.stringify(end));
})()`;

test.skipIf(process.platform === 'win32')("this computer's limit of open files is named as such", async () => {
  const command = 'ulimit -n 120; exec "$0" -e "$1"';
  const { stdout } = await promisify(execFile)('sh', ['-c', command, process.execPath, LIMITED_RUN], {
    cwd: import.meta.dirname,
  });
  const end = JSON.parse(stdout) as RunEnd;
  const limited = end.summary.failures.find(({ outcome }) => outcome === 'local_limit');
  expect(limited?.message).toMatch(/limit of open files/);
  expect(end.summary.requests.total).toBe(100);
  expect(end.summary.requests.succeeded).toBeGreaterThan(0);
});
