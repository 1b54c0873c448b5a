// The columns that say which connection a request went over.
import { expect, test } from 'vitest';
import { exampleBatch, examplePlan, type ExampleRow } from '../../../shared/test-example-run.ts';
import { CONNECTION_USE } from '../../../shared/sample.ts';
import { parseCsv } from './test-parse-csv.ts';
import { csvText } from './test-csv.ts';

function columnsOf(rows: readonly ExampleRow[]): readonly (readonly (string | undefined)[])[] {
  const run = { id: 'run-1', startedAt: 1_790_000_000_000, plan: examplePlan() };
  const [names = [], ...lines] = parseCsv(csvText(run, [exampleBatch(rows)]));
  return lines.map((line) => ['conn_reused', 'tls_resumed'].map((name) => line[names.indexOf(name)]));
}

test.each([
  ['reused', 'true', ''],
  ['opened', 'false', ''],
  ['resumed', 'false', 'true'],
  ['secured', 'false', 'false'],
] as const)('a connection that was %s', (use, ...columns) => {
  const one = { reused: CONNECTION_USE[use] };
  const another = { reused: CONNECTION_USE.reused };
  // Some follow each other, because the ends of the lines of equal requests are joined.
  const other = ['true', ''];
  expect(columnsOf([one, another, one, one, one, another])).toEqual([columns, other, columns, columns, columns, other]);
});

test('a request without a connection', () => {
  expect(columnsOf([{ reused: 0, blocked: Number.NaN }])).toEqual([['', '']]);
});
