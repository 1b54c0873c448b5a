// A failure is transferred from a thread with all its details; a thread that breaks leaves no caller waiting, and the next
// question starts another one.
import { expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { ThreadHost } from './thread-host.ts';
import type { TestResponse, TestQuestion } from './test-thread.ts';

const LOST = { code: 'internal', message: 'The thread broke.' } as const;
const open = (): ThreadHost<TestQuestion, TestResponse, number> =>
  new ThreadHost(new URL('./test-thread.ts', import.meta.url), { task: 'greeting', lost: LOST });

test('a task gets its reply, after reports of its progress', async () => {
  const host = open();
  const heard: number[] = [];
  expect(await host.ask({ kind: 'count', to: 3 }, { handleProgress: (at) => heard.push(at) })).toBe('greeting 3');
  expect(heard).toEqual([1, 2, 3]);
  await host.close();
});

test('a failure keeps its problems and its request for a confirmation', async () => {
  const host = open();
  const error = await host.ask({ kind: 'fail' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).failure).toEqual({
    code: 'plan_invalid',
    message: 'Wrong.',
    problems: [{ path: 'load', message: 'Missing.' }],
    confirmation: { host: 'a.example', isProxy: false, address: null, requests: 1, rate: null, vus: 1, durationMs: null },
  });
  await host.close();
});

test('a bug in the thread is reported as a bug, and the thread continues', async () => {
  const host = open();
  await expect(host.ask({ kind: 'mistake' })).rejects.toThrow('Internal error of a test. The details are in the log');
  expect(await host.ask({ kind: 'count', to: 0 })).toBe('greeting 0');
  await host.close();
});

test('pending tasks of a thread that ends fail, and the next task starts another thread', async () => {
  const host = open();
  await expect(Promise.all([host.ask({ kind: 'wait' }), host.ask({ kind: 'exit' })])).rejects.toThrow('The thread broke.');
  expect(await host.ask({ kind: 'count', to: 1 })).toBe('greeting 1');
  await host.close();
});

test('the thread cancels an aborted task', async () => {
  const host = open();
  const controller = new AbortController();
  const waiting = host.ask({ kind: 'wait' }, { signal: controller.signal });
  controller.abort();
  expect(await waiting).toBe('given up');
  await host.close();
});

test('closing fails pending tasks with the reason', async () => {
  const host = open();
  const waiting = host.ask({ kind: 'wait' });
  await Promise.all([
    expect(waiting).rejects.toThrow('A newer one.'),
    host.close({ code: 'superseded', message: 'A newer one.' }),
  ]);
});
