import { expect, test } from 'vitest';
import { columnsFor, firstSort, keepHidden, recallHidden, templateOf } from './request-sort.ts';

function storageOf(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

test('columns that a person hides stay hidden, and the response time with its bar stays', () => {
  const storage = storageOf();
  expect(recallHidden(storage)).toEqual(new Set());
  keepHidden(new Set(['bytes', 'vu', 'response_time']), storage);
  expect(recallHidden(storage)).toEqual(new Set(['bytes', 'vu']));
  const names = columnsFor(1, recallHidden(storage)).map(({ by }) => by);
  expect(names).toEqual(['seq', 'due', 'outcome', 'queue_delay', 'service_time', 'response_time']);
});

test('unknown kept columns hide nothing', () => {
  const storage = storageOf();
  storage.setItem('onrush.request-columns', 'colour <b> ');
  expect(recallHidden(storage)).toEqual(new Set());
});

test('long names of steps get the room they need, up to a limit', () => {
  const stepOf = (longest: number) => /minmax\(72px, (\d+)px\)/.exec(templateOf(columnsFor(3), longest))?.[1];
  expect([stepOf(4), stepOf(24), stepOf(400)]).toEqual(['72', '168', '260']);
});

test('a run of one step has no column of steps, and the bar has its own place', () => {
  expect(columnsFor(1).map(({ by }) => by)).not.toContain('step');
  expect(templateOf(columnsFor(3)).split(/ (?![^(]*\))/)).toHaveLength(columnsFor(3).length + 1);
});

test('the slowest come first, which in a run of iterations are those with the longest service time and not the longest wait', () => {
  expect([firstSort('iterations'), firstSort('closed'), firstSort('open')].map(({ by }) => by)).toEqual([
    'service_time',
    'response_time',
    'response_time',
  ]);
});
