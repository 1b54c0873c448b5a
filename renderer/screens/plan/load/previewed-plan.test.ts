import { expect, test } from 'vitest';
import { newDraft } from '../draft/draft.ts';
import { previewedPlan } from './previewed-plan.ts';

test('a draft without a URL already shows what it will send', () => {
  expect(previewedPlan(newDraft())?.load).toEqual({ model: 'iterations', iterations: 100, vus: 10 });
});

test('a faulty load model shows nothing', () => {
  const draft = newDraft();
  draft.load.iterations.vus = 'some';
  expect(previewedPlan(draft)).toBeNull();
});
