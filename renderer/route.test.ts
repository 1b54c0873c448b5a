import { expect, test } from 'vitest';
import { hrefOf, parseRoute, type Route } from './route.ts';

const ROUTES: readonly [string, Route][] = [
  ['#/', { screen: 'start' }],
  ['#/plans', { screen: 'plans', planId: null }],
  ['#/plans/new', { screen: 'plans', planId: 'new' }],
  ['#/plans/a%2Fb', { screen: 'plans', planId: 'a/b' }],
  ['#/runs', { screen: 'runs' }],
  ['#/runs/r1', { screen: 'run', runId: 'r1' }],
  ['#/demo', { screen: 'demo' }],
  ['#/settings', { screen: 'settings' }],
];

test.each(ROUTES)('%s is read and written as the same address', (fragment, route) => {
  expect(parseRoute(fragment)).toEqual(route);
  expect(hrefOf(route)).toBe(fragment);
});

test('an unknown address leads to the start', () => {
  for (const fragment of ['', '#', '#/nowhere', '#token=abc']) expect(parseRoute(fragment)).toEqual({ screen: 'start' });
  expect(parseRoute('#/runs/%E0%A4')).toEqual({ screen: 'run', runId: '%E0%A4' });
});
