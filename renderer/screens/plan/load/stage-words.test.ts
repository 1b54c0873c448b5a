import { expect, test } from 'vitest';
import { newDraft, type Draft } from '../draft/draft.ts';
import { stageWords } from './stage-words.ts';

test.each<[string, string, readonly (readonly [string, string])[], readonly string[]]>([
  [
    'open',
    '0',
    [
      ['5s', '2,400'],
      ['55s', '2400'],
    ],
    ['ramp from 0, 6,000 arrivals', 'hold, 132,000 arrivals'],
  ],
  ['open', '', [['1s', '1']], ['hold, 1 arrival']],
  [
    'open',
    '10',
    [
      ['0s', '40'],
      ['1s', '40'],
    ],
    ['jump to 40', 'hold, 40 arrivals'],
  ],
  [
    'closed',
    '',
    [
      ['5s', '50'],
      ['5s', '0'],
    ],
    ['hold', 'ramp from 50'],
  ],
  [
    'closed',
    'x',
    [
      ['5s', '50'],
      ['5s', '0'],
    ],
    ['', 'ramp from 50'],
  ],
  [
    'closed',
    '',
    [
      ['soon', '50'],
      ['5s', 'many'],
      ['5s', '1'],
    ],
    ['', '', ''],
  ],
])('%s from "%s" over %j reads %j', (model, startTarget, rows, words) => {
  const stages = rows.map(([duration, target]) => ({ duration, target }));
  const { load } = newDraft();
  const drafted: Draft['load'] =
    model === 'open'
      ? { ...load, model, open: { ...load.open, startTarget, stages } }
      : { ...load, model: 'closed', closed: { startTarget, stages } };
  expect(stageWords(drafted)).toEqual(words);
});

test('iterations have no stages', () => {
  expect(stageWords(newDraft().load)).toEqual([]);
});
