import { expect, test } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { reachOf } from './reach.ts';
import { prepareScenarios } from './request-template.ts';

test.each([
  ['shop.example.com', true],
  ['SHOP.example.com', false],
  ['evil.example', false],
  ['8.8.8.8', false],
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['[::1]', true],
  ['[2001:db8::1]', false],
  ['localhost', true],
  ['printer.local', true],
])('of a plan at shop.example.com, a redirect may reach %s: %s', (hostname, expected) => {
  const load = { model: 'iterations', iterations: 1, vus: 1 };
  const parsed = parsePlan({ version: 1, load, scenarios: [{ steps: [{ url: 'https://shop.example.com/' }] }] });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  expect(reachOf(prepareScenarios(parsed.value, 'Onrush/test'))(hostname)).toBe(expected);
});
