import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComparedRun, Comparison, FigureComparison } from './comparison.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { emptySummary, type StepSummary } from './summary.ts';
import { examplePlan, exampleRun } from './test-example-run.ts';
import { NO_TIME_STATS } from './time-stats.ts';

const PLAN = examplePlan({ load: { model: 'closed', stages: [{ duration: '1m', target: 5 }] } });
const BANDS = { p50: new Float64Array(), p95: new Float64Array(), p99: new Float64Array() };
const NOTHING = new Float64Array();

function stepOf(name: string, p95: number, failed: number): StepSummary {
  const requests = { total: 300, succeeded: 300 - failed, failed, cancelled: 0 };
  const times = { ...NO_TIME_STATS, p95 };
  return { index: 0, scenario: 'shop', name, requests, throughput: 5, serviceTime: times, responseTime: times };
}

function runOf(name: string, startedAt: number, steps: readonly StepSummary[]): ComparedRun {
  const summary = { ...emptySummary(), durationMs: 60_000, throughput: 100, steps };
  return {
    row: exampleRun({ name, startedAt, summary, plan: PLAN, state: 'completed' }),
    requests: 6000,
    throughput: 100,
    tasks: null,
    series: { columnMs: 1000, completed: Uint32Array.from([]), service_time: BANDS, response_time: BANDS },
    spectrum: { percents: NOTHING, service_time: NOTHING, response_time: NOTHING },
  };
}

const FIGURES: readonly FigureComparison[] = [
  { name: 'service_time.mean', a: 100, b: 130, difference: 30, interval: { from: 20, to: 40 }, verdict: 'more' },
  { name: 'response_time.p99', a: null, b: 900, difference: null, interval: null, verdict: 'few' },
];

function comparisonOf(a: string, b: string, steps = [stepOf('list', 50, 0)]): Comparison {
  const method = { resamples: 1000, seed: 1, unit: 'span', spans: 20, isPaired: false } as const;
  const headline = { verdict: 'slower', figures: ['service_time.mean'] } as const;
  const at = Date.UTC(2026, 6, 14, 14, 32);
  return {
    step: null,
    runs: [runOf(a, at, steps), runOf(b, at + 60_000, steps)],
    pairs: [{ figures: FIGURES, headline, method }],
  };
}

/** The cells of each row of the table that begins with this heading. */
function tableOf(markdown: string, heading: string): string[][] {
  const lines = markdown.split('\n');
  const rows = lines.slice(lines.findIndex((line) => line.startsWith(`| ${heading} |`)));
  return rows.slice(0, rows.indexOf('')).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('the text has the runs, the verdict and every figure with its interval', () => {
  const markdown = comparisonMarkdown(comparisonOf('before', 'after'));
  expect(markdown.split('\n').slice(0, 4)).toEqual([
    '## Comparison',
    '',
    '- A: before, 2026-07-14T14:32:00.000Z, 6,000 requests, closed, 5 VUs, 1 min',
    '- B: after, 2026-07-14T14:33:00.000Z, 6,000 requests, closed, 5 VUs, 1 min',
  ]);
  expect(markdown).toContain('**after is slower: mean service time 130.0 ms instead of 100.0 ms');
  const [heads, , mean, p99] = tableOf(markdown, 'Figure');
  expect(heads).toEqual(['Figure', 'A', 'B', 'Difference', 'of A', '95 % interval', 'Verdict']);
  expect(mean?.slice(1, 6)).toEqual(['100.0 ms', '130.0 ms', '+30.0 ms', '+30 %', '+20.0 to +40.0 ms']);
  expect(p99?.slice(1, 6)).toEqual(['–', '900.0 ms', '–', '–', '–']);
});

test('several steps get their own table', () => {
  expect(comparisonMarkdown(comparisonOf('a', 'b'))).not.toContain('| Step |');
  const steps = [stepOf('list', 50, 0), { ...stepOf('pay', 75, 3), index: 1 }];
  const [heads, , list, pay] = tableOf(comparisonMarkdown(comparisonOf('a', 'b', steps)), 'Step');
  expect(heads).toEqual(['Step', 'Rate A', 'Rate B', 'p50 A', 'p50 B', 'p95 A', 'p95 B', 'Failed A', 'Failed B']);
  expect([list?.[0], list?.[1], list?.[5], pay?.[0], pay?.[7]]).toEqual(['list', '5.00/s', '50.0 ms', 'pay', '1.00 %']);
});

test('the name of a run or a step never begins a cell, a line, a tag or a heading', () => {
  const nasty = fc.string({
    unit: fc.constantFrom('|', '\n', '\r', '*', '_', '#', '<', '>', '`', '[', ']', '\\', 'a', ' ', '-'),
  });
  const check = fc.property(nasty, nasty, nasty, (a, b, step) => {
    const steps = [stepOf(step, 50, 0), { ...stepOf('pay', 75, 3), index: 1 }];
    const markdown = comparisonMarkdown(comparisonOf(a, b, steps));
    const plain = comparisonMarkdown(comparisonOf('a', 'b', [stepOf('list', 50, 0), { ...stepOf('pay', 75, 3), index: 1 }]));
    expect(markdown.split('\n')).toHaveLength(plain.split('\n').length);
    expect(new Set(tableOf(markdown, 'Step').map((cells) => cells.length))).toEqual(new Set([9]));
    expect(markdown).not.toMatch(/<(?!\/?$)[a-z!/]/i);
  });
  fc.assert(check, { numRuns: 50 });
});
