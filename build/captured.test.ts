import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { captured } from './captured.ts';

/** Prints the id of a process that keeps running and keeps the pipes open, prints a word on each stream, and exits. */
const LEAVES_ONE_BEHIND = `
  const { spawn } = require('node:child_process');
  const left = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)'], { detached: true, stdio: 'inherit' });
  left.unref();
  console.log(left.pid);
  console.error('and out');
  process.exitCode = 3;`;

test('a tool that leaves a process behind still ends, and all of its output is kept', { timeout: 20_000 }, async () => {
  const child = spawn(process.execPath, ['-e', LEAVES_ONE_BEHIND], { stdio: ['ignore', 'pipe', 'pipe'] });
  const { code, output } = await captured(child, 50);
  process.kill(Number(/\d+/.exec(output)?.[0]), 'SIGKILL');
  expect(code).toBe(3);
  expect(output).toMatch(/^\d+\nand out\n$|^and out\n\d+\n$/);
});

test('a killed tool counts as failed, and a missing one is an error', async () => {
  const child = spawn(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'], { stdio: ['ignore', 'pipe', 'pipe'] });
  expect(await captured(child)).toMatchObject({ code: 1 });
  await expect(captured(spawn('/there/is/none', { stdio: ['ignore', 'pipe', 'pipe'] }))).rejects.toThrow('ENOENT');
});
