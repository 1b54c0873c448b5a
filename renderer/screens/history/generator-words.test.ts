import { expect, test } from 'vitest';
import { exampleHealth } from '../../../shared/test-example-run.ts';
import { addHealth, NOT_MEASURED, type HealthVerdict } from '../../../shared/health.ts';
import { generatorWords } from './generator-words.ts';

test.each<[HealthVerdict[], string]>([
  [[], 'not measured'],
  [['trusted', 'trusted'], 'trusted'],
  [[...Array.from({ length: 30 }, () => 'trusted' as const), 'strained', 'suspect'], 'strained 2 s'],
  [['trusted', 'strained', 'suspect'], 'suspect 1 s'],
])('%j is %j', (verdicts, words) => {
  const summary = verdicts.reduce((sum, verdict) => addHealth(sum, exampleHealth({ verdict })), NOT_MEASURED);
  expect(generatorWords(summary)).toBe(words);
});
