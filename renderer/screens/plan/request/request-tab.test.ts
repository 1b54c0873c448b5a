import { expect, test } from 'vitest';
import { newBody } from '../draft/draft-body.ts';
import { newScenario, type StepDraft } from '../draft/draft-scenario.ts';
import { openingTab } from './request-tab.ts';

const EMPTY = newScenario('shop').steps[0]!;
const BODY: Partial<StepDraft> = { body: { ...newBody(), kind: 'json', json: '{}' } };
const HEADER: Partial<StepDraft> = { headers: [{ name: 'accept', value: '*/*' }] };
const QUERY: Partial<StepDraft> = { url: 'http://127.0.0.1/?q=1' };

test.each([
  ['headers', {}, null],
  ['body', BODY, null],
  ['body', { ...BODY, ...HEADER }, null],
  ['headers', { ...HEADER, ...QUERY }, null],
  ['params', QUERY, null],
  // The tab that was chosen before stays chosen if the step has something there.
  ['headers', { ...BODY, ...HEADER }, 'headers'],
  ['body', BODY, 'headers'],
] as const)('a step opens on %s', (tab, filled, chosen) => {
  expect(openingTab({ ...EMPTY, ...filled }, chosen)).toBe(tab);
});
