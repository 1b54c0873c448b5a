// The report of a capacity: its sentence, its charts with band and curve, its table.
import { expect, test } from 'vitest';
import { capacitySettingsSchema } from '../../../shared/capacity/capacity-settings.ts';
import { randomFrom, searchAt, TARGETS } from '../../../shared/capacity/test-targets.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { planFor } from '../../engine/tests/test-run.ts';
import { capacityHtml } from './capacity-html.ts';

test('the sentence, the band, the curve and a row of each trial', () => {
  const input = { objectives: ['p(99) <= 50ms'], precision: 'quick' } as const;
  const settings = { ...input, objectives: [...input.objectives] };
  const { trials, end } = searchAt(TARGETS['M/M/1'], settings, randomFrom(3));
  const parsed = parsePlan(planFor('http://127.0.0.1/', { model: 'closed', stages: [{ duration: '1s', target: 1 }] }));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const over = { state: 'completed', reason: null, startedAt: 0, endedAt: 1, end, ceiling: null, maxRate: null } as const;
  const row = { id: 'one', kind: 'search', name: 'Capacity of a shop', planId: null, plan: parsed.value, ...over } as const;
  const report = capacityHtml(
    { ...row, settings: capacitySettingsSchema.parse(settings), trials: trials.map((trial) => ({ ...trial, runId: 'run' })) },
    '1.0.0',
  );
  expect(report).toMatch(/With Poisson arrivals this target holds at least [\d,]+ requests\/s with p99 at most 50 ms/);
  expect(report).toMatch(/<path class="area" d="M[\d. L]+Z"/);
  expect(report).toMatch(/<path\s+class="line max"\s+d="M[^"]+"/);
  expect(report).toMatch(/Universal Scalability Law through the\s+trials, a description/);
  expect(report).toContain('■ holds');
  expect(report).toMatch(/if all\s+were/);
  expect(report.match(/<th scope="row">/g)).toHaveLength(trials.length);
});
