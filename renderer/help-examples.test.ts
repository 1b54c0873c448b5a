// The examples in Help are accepted where a person would type them.
import { readVerdict } from '../shared/plan/written-verdict.ts';
import { expect, test } from 'vitest';
import { examplePlan, exampleRun, summaryOf } from '../shared/test-example-run.ts';
import { helpReferences } from './screens/help/help-reference.ts';
import { FACT_KEYS, matchingRuns } from './screens/history/run-search.ts';
import { readTypedFilter } from './screens/run/requests/typed-filter.ts';

const NOW = Date.UTC(2026, 6, 10, 12);

function wordsOf(title: string): readonly string[] {
  return (
    helpReferences()
      .find((part) => part.title === title)
      ?.words.map(({ word }) => word) ?? []
  );
}

const SEARCHES = wordsOf('Search in Runs');

test.each(SEARCHES)('the search %s finds the run it is about, and no other', (search) => {
  const summary = summaryOf(2000);
  const slow = { ...summary.serviceTime, p99: 900 };
  const meant = exampleRun({
    id: 'meant',
    name: 'checkout',
    tags: ['nightly'],
    starred: true,
    state: 'stopped',
    startedAt: NOW - 3_600_000,
    plan: examplePlan({ name: 'checkout', load: { model: 'open', stages: [{ duration: '1s', target: 5 }] } }),
    summary: { ...summary, serviceTime: slow, responseTime: slow, generator: { ...summary.generator, verdict: 'trusted' } },
    verdicts: [readVerdict({ expression: 'p99 < 1', actual: 900, passed: false })],
  });
  const other = exampleRun({
    id: 'other',
    state: 'completed',
    startedAt: NOW - 60 * 86_400_000,
    summary: { ...summaryOf(10), generator: { ...summary.generator, verdict: 'suspect' } },
  });
  expect(matchingRuns([meant, other], search, NOW).map(({ id }) => id)).toEqual(['meant']);
});

test('Help lists every fact that can be searched for', () => {
  expect(SEARCHES.flatMap((word) => /^([a-z]+):/.exec(word)?.[1] ?? []).toSorted()).toEqual([...FACT_KEYS].toSorted());
});

test.each(wordsOf('Filters of requests').slice(1))('the filter %s is read', (word) => {
  expect(readTypedFilter(word, ['login'], 'response_time')).toMatchObject({ part: expect.anything(), text: '' });
});
