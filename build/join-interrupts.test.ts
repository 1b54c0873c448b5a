import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { joinInterrupts } from './join-interrupts.ts';

function listen(times: readonly number[]): number {
  const target = new EventEmitter();
  let now = 0;
  let heard = 0;
  joinInterrupts(target, () => now);
  target.on('SIGINT', () => (heard += 1));
  for (const time of times) {
    now = time;
    target.emit('SIGINT');
  }
  return heard;
}

test('the copy of Ctrl-C that npm passes on does not count as a second one', () => {
  expect(listen([0, 4])).toBe(1);
});

test('a later Ctrl-C counts again', () => {
  expect(listen([0, 4, 900])).toBe(2);
});

test('other events pass unchanged', () => {
  const target = new EventEmitter();
  const heard: unknown[] = [];
  joinInterrupts(target);
  target.on('message', (...args) => heard.push(...args));
  target.emit('message', 1, 2);
  target.emit('message', 3);
  expect(heard).toEqual([1, 2, 3]);
});
