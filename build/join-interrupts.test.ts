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

test('the copy of a press that npm passes on is not a second press', () => {
  expect(listen([0, 4])).toBe(1);
});

test('a later press counts again', () => {
  expect(listen([0, 4, 900])).toBe(2);
});

test('other events pass untouched', () => {
  const target = new EventEmitter();
  const heard: unknown[] = [];
  joinInterrupts(target);
  target.on('message', (...args) => heard.push(...args));
  target.emit('message', 1, 2);
  target.emit('message', 3);
  expect(heard).toEqual([1, 2, 3]);
});
