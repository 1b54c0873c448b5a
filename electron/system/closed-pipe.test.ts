// What happens where nobody can read what is printed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { outliveReaders } from './closed-pipe.ts';

function output(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function saidOf(code: string): readonly string[] {
  const [out, errors] = [output(), output()];
  const said: string[] = [];
  const error = new Writable({ write: (chunk, _encoding, done) => done(void said.push(String(chunk))) });
  outliveReaders([out, errors], { error, fail: () => void said.push('fail') });
  for (const stream of [out, errors, out]) stream.emit('error', Object.assign(new Error('write'), { code }));
  return said;
}

test('a reader that stopped reading is no failure', () => {
  expect(saidOf('EPIPE')).toEqual([]);
});

test('output that cannot be written is said once, and fails', () => {
  expect(saidOf('ENOSPC')).toEqual(['fail', 'The output could not be written: the disk is full. Everything else continues.\n']);
});

test.skipIf(!existsSync('/dev/full'))('a full disk costs the exit code, and no stack trace is printed', () => {
  const code = `const { outliveReaders } = await import('${import.meta.dirname}/closed-pipe.ts'); outliveReaders(); process.stdout.write('x'); process.exitCode = 0;`;
  const shell = `"$0" --input-type=module -e "$1" > /dev/full`;
  const { status, stderr } = spawnSync('sh', ['-c', shell, process.execPath, code], { encoding: 'utf8', timeout: 30_000 });
  expect([status, stderr]).toEqual([1, 'The output could not be written: the disk is full. Everything else continues.\n']);
});
