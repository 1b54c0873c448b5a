// The report of a capacity: its sentence, its charts with band and curve, its table.
import { expect, test } from 'vitest';
import { searchedRow } from '../../../shared/capacity/test-example-search.ts';
import { randomFrom, searchAt, TARGETS } from '../../../shared/capacity/test-targets.ts';
import { capacityHtml } from './capacity-html.ts';

test('the report has the sentence, the band, the curve and a row for each trial', () => {
  const input = { objectives: ['p(99) <= 50ms'], precision: 'quick' } as const;
  const settings = { ...input, objectives: [...input.objectives] };
  const search = searchAt(TARGETS['M/M/1'], settings, randomFrom(3));
  const report = capacityHtml(searchedRow(search), '1.0.0');
  expect(report).toMatch(/With Poisson arrivals this target holds at least [\d,]+ requests\/s with p99 at most 50 ms/);
  expect(report).toMatch(/<path class="area" d="M[\d. L]+Z"/);
  expect(report).toMatch(/<path\s+class="line max"\s+d="M[^"]+"/);
  expect(report).toMatch(/Universal Scalability Law through the\s+trials, a description/);
  expect(report).toContain('■ holds');
  expect(report).toMatch(/if all\s+were/);
  expect(report.match(/<th scope="row">/g)).toHaveLength(search.trials.length);
});
