// JUnit reports: what failed, in the report's sentences, as XML that may contain any name.
import { expect, test } from 'vitest';
import { junitOfGates, junitOfRun } from './junit.ts';
import { parseGate } from './regression-gate.ts';
import { exampleRun } from './test-example-run.ts';
import { parseThreshold } from './plan/threshold-expression.ts';

const threshold = (expression: string, actual: number | null, passed: boolean) => {
  const parsed = parseThreshold(expression);
  return { expression, threshold: 'threshold' in parsed ? parsed.threshold : null, actual, passed };
};

test('there is a case for the run, for each threshold and for each check', () => {
  const row = exampleRun();
  const journey = {
    ...row.summary.journey,
    checks: [
      { name: 'status is 200', scenario: 'buy', step: 'cart', passed: 10, failed: 0 },
      { name: '"ok" & <b>', scenario: 'buy', step: 'cart', passed: 7, failed: 3 },
      { name: 'time', scenario: 'buy', step: 'cart', passed: 0, failed: 0 },
    ],
  };
  const summary = { ...row.summary, durationMs: 1500, journey } as typeof row.summary;
  const verdicts = [
    threshold('p95 < 200ms', 150, true),
    threshold('errors < 1%', 0.02, false),
    threshold('checks > 99%', null, false),
  ];
  const text = junitOfRun({ ...row, name: 'Shop "a" \u0000<b>', state: 'completed', verdicts, summary });
  expect(text).toContain('<testsuites name="Onrush" tests="7" failures="4" errors="0" time="1.500">');
  expect(text).toContain(
    '<testsuite name="Shop &quot;a&quot; &lt;b&gt;" tests="7" failures="4" errors="0" skipped="0" time="1.500">',
  );
  expect(text).toContain('<testcase classname="onrush.thresholds" name="p95 &lt; 200ms" time="0"/>');
  expect(text).toContain('failed: it was 2');
  expect(text).toContain('failed: no check was evaluated.');
  expect(text).toContain('name="cart: &quot;ok&quot; &amp; &lt;b&gt;"');
  expect(text).toContain('The check failed in 3 of 10 responses.');
  expect(text).toContain('The check was never evaluated.');
});

test('a failed run is a failed case', () => {
  const text = junitOfRun({ ...exampleRun(), state: 'failed', reason: 'No request got a response.' });
  expect(text).toContain('<failure message="Failed. No request got a response.">');
});

test('gates that decide nothing are skipped, with the reason', () => {
  const rule = parseGate('p95 > +10%');
  if (rule === null) expect.fail('It is a rule.');
  const text = junitOfGates('new', [
    { rule, state: 'failed', words: 'Too slow.' },
    { rule, state: 'unsure', words: 'Who knows.' },
  ]);
  expect(text).toContain('tests="2" failures="1" errors="0" skipped="1"');
  expect(text).toContain('<skipped message="Who knows."/>');
});

test('no name moves a cursor or turns the words around it', () => {
  const report = junitOfRun(exampleRun({ name: 'a\u009b2J\u202egnp\u2066b\u007f' }));
  expect(report).toContain('a2Jgnpb');
});
