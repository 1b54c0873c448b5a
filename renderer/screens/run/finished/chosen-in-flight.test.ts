// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { exampleSnapshot } from '../../../../shared/test-example-run.ts';
import { withInFlight } from './chosen-in-flight.ts';

test('the columns count only the chosen requests that were in flight, and not the waiting ones', () => {
  const columns = [exampleSnapshot({ endAt: 250, inFlight: 9, backlog: 4 }), exampleSnapshot({ endAt: 500, inFlight: 9 })];
  const shown = withInFlight(columns, new Map([[250_000, 2]]));
  expect(shown.map(({ inFlight, backlog }) => [inFlight, backlog])).toEqual([
    [2, 0],
    [0, 0],
  ]);
  expect(withInFlight(columns, null)).toBe(columns);
});
