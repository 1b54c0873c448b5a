import { readVerdict } from './plan/written-verdict.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examplePlan, exampleRun } from './test-example-run.ts';
import { emptySummary, type RunSummary } from './summary.ts';
import type { TimeStats } from './time-stats.ts';
import { escapeMarkdown, summaryMarkdown } from './summary-markdown.ts';

const TIMES: TimeStats = { min: 1, mean: 12.34, p50: 10, p75: 15, p90: 20, p95: 25, p99: 158.2, 'p99.9': 2810, max: 3000 };

function summaryWith(changes: Partial<RunSummary>): RunSummary {
  return {
    ...emptySummary(),
    durationMs: 60_000,
    requests: { total: 2000, succeeded: 1998, failed: 2, cancelled: 0 },
    throughput: 33.3,
    serviceTime: { ...TIMES, p50: 9 },
    responseTime: TIMES,
    ...changes,
  };
}

test('the figures of a run are tables after the headline', () => {
  const row = exampleRun({
    name: 'Product list',
    tags: ['nightly'],
    plan: examplePlan({ load: { model: 'open', stages: [{ duration: '1m', target: 33 }], startTarget: 33 } }),
    state: 'completed',
    startedAt: Date.UTC(2026, 6, 14, 14, 32),
    summary: summaryWith({
      failures: [{ outcome: 'http_5xx', code: '503', message: 'Busy | later', count: 2, firstAt: 1500, lastAt: 61_200 }],
    }),
    verdicts: [
      readVerdict({ expression: 'p(95) < 250', actual: 25, passed: true }),
      readVerdict({ expression: 'error_rate < 0.0001', actual: 0.001, passed: false }),
    ],
  });
  expect(summaryMarkdown(row, '0.1.0')).toBe(`**33/s, p95 25.0 ms, 0.1 % failed: 1 of 2 thresholds failed**

**Product list** · Completed · open, 33/s, 1 min, even arrivals · 2026-07-14 14:32 UTC · nightly

|  | p50 | p90 | p95 | p99 | p99.9 | max | mean |
| :-- | --: | --: | --: | --: | --: | --: | --: |
| **Response time** | 10.0 ms | 20.0 ms | 25.0 ms | 158 ms | 2.81 s \\* | 3.00 s | 12.3 ms |
| Service time | 9.00 ms | 20.0 ms | 25.0 ms | 158 ms | 2.81 s \\* | 3.00 s | 12.3 ms |

Response time: from due to last byte, including the wait for a free virtual user. Percentiles are within 0.4 %. \\* Fewer than 10 requests beyond it.

| Requests | Succeeded | Failed | Throughput | Duration |
| --: | --: | --: | --: | --: |
| 2,000 | 1,998 | 2 (0.1 %) | 33/s | 1 min |

| Threshold | Measured | Verdict |
| :-- | --: | --: |
| p(95) &lt; 250 | 25.0 ms | passed |
| error\\_rate &lt; 0.0001 | 0.1 % | **failed** |

| Failure | Requests | First and last |
| :-- | --: | --: |
| Server error (5xx): Busy \\| later | 2 | 0:01.5 to 1:01.2 |

Generator: Not measured: the run was too short.

Onrush 0.1.0
`);
});

test('a run that sent nothing has no figures', () => {
  const text = summaryMarkdown(exampleRun({ state: 'failed', reason: 'Nothing was sent.' }), '0.1.0');
  expect(text).toContain('Nothing was sent.');
  expect(text).toContain('| **Service time** | – | – | – | – | – | – | – |');
  expect(text).toContain('| Task time, waiting included | – | – | – | – | – | – | – |');
});

test('a run without one response shows no times: they would be those of failed connections', () => {
  const requests = { total: 7, succeeded: 0, failed: 7, cancelled: 0 };
  const text = summaryMarkdown(exampleRun({ state: 'failed', summary: summaryWith({ requests }) }), '0.1.0');
  expect(text).toContain('**Service time** | – | – | – | – | – | – | – |');
  const of404 = summaryMarkdown(exampleRun({ summary: summaryWith({ requests, statusCodes: { 404: 7 } }) }), '0.1.0');
  expect(of404).toContain('12.3 ms');
});

test('the closed model leads with the service time', () => {
  const plan = examplePlan({ load: { model: 'closed', stages: [{ duration: '1m', target: 5 }] } });
  expect(summaryMarkdown(exampleRun({ plan, summary: summaryWith({}) }), '0.1.0')).toContain('| **Service time** | 9.00 ms');
});

test('no text in a name or a message begins a cell, a line or a tag', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeMarkdown(text);
      expect(escaped).not.toMatch(/[\n\r\u2028-\u202e\u2066-\u2069<>]/);
      // Each bar, star and bracket has its own backslash.
      expect(escaped.replaceAll(/\\[\\`*_[\]#|~$]/g, '')).not.toMatch(/[\\`*_[\]#|~$]/);
    }),
  );
});

test('a run that another program sent says so', () => {
  const machine = { name: 'ci', cores: 2, cpu: 'x', memory: 1, system: 'Linux', sentBy: 'k6 v1.3.0' };
  expect(summaryMarkdown(exampleRun({ machine }), '1')).toMatch(/\nSent by k6 v1\.3\.0: times count from sending/);
  const traced = exampleRun({ machine, plan: { ...exampleRun().plan, trace: true } });
  expect(summaryMarkdown(traced, '1')).toContain('They carry no traceparent, so they have no traces.');
  expect(summaryMarkdown(exampleRun(), '1')).not.toContain('Sent by');
});

test('the series from outside are listed', () => {
  const series = [{ name: 'cpu_db', at: [0, 1000, 7000], values: [1, 100, 100], isPercent: true }];
  expect(summaryMarkdown(exampleRun({ series }), '1.0.0')).toContain('\n- cpu\\_db was at 100 % from 0:01.\n');
});
