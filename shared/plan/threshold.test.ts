import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseThreshold } from './threshold-expression.ts';
import { quotedName } from './threshold-name.ts';
import { canonicalThreshold } from './threshold-words.ts';
import { THRESHOLD_WORDS } from './threshold-vocabulary.ts';
import { judge, type ThresholdFigures } from './threshold.ts';

const FIGURES: ThresholdFigures = {
  headline: 'response_time',
  time: (measure) => {
    const factor = measure === 'response_time' ? 10 : 1;
    return { count: 100, min: factor, mean: 2 * factor, max: 9 * factor, percentile: (percent) => (percent / 10) * factor };
  },
  ended: 100,
  errorRate: 0.02,
  throughput: 50,
  checks: () => ({ passed: 99, failed: 1 }),
  dropped: 3,
};

function actualOf(expression: string, figures = FIGURES): number | null {
  const parsed = parseThreshold(expression);
  if (!parsed.ok) throw new Error(parsed.message);
  return judge(parsed.threshold, figures).actual;
}

test.each([
  ['p(95) < 1', 95],
  ['p(99.9)<1', 99.9],
  ['p(100) < 1', 100],
  ['med < 1', 50],
  ['avg < 1', 20],
  ['min < 1', 10],
  ['max < 1', 90],
  ['avg{service_time} < 1', 2],
  ['p(50){service_time} < 1', 5],
  ['p ( 50 ) { response_time } < 1', 50],
  ['error_rate < 1', 0.02],
  ['throughput < 1', 50],
  ['dropped == 0', 3],
  ['success > 99%', 0.98],
])('%s is compared with %d', (expression, actual) => {
  expect(actualOf(expression)).toBeCloseTo(actual, 9);
});

test.each([
  ['error_rate < 0.02', false],
  ['error_rate <= 0.02', true],
  ['error_rate > 0.02', false],
  ['error_rate >= 0.02', true],
  ['error_rate == 0.02', true],
  ['throughput > 49.5', true],
  ['success >= 98%', true],
  ['success > 98%', false],
  ['availability < 99%', true],
])('%s passes: %s', (expression, passed) => {
  const parsed = parseThreshold(expression);
  expect(parsed.ok && judge(parsed.threshold, FIGURES)).toMatchObject({ expression, actual: actualOf(expression), passed });
});

test('without measurements nothing passes, but dropped iterations are known', () => {
  const none = { ...FIGURES, ended: 0, dropped: 0 };
  expect([actualOf('p(99) < 250', none), actualOf('error_rate < 1', none), actualOf('throughput > 0', none)]).toEqual([
    null,
    null,
    null,
  ]);
  const parsed = parseThreshold('p(99) < 250');
  expect(parsed.ok && judge(parsed.threshold, none).passed).toBe(false);
  expect(actualOf('dropped == 0', none)).toBe(0);
});

test.each([
  ['p95 < 200ms', 'p(95) < 200'],
  ['p95<300', 'p(95) < 300'],
  ['P99.9 <= 1.5 s', 'p(99.9) <= 1500'],
  ['p(95) < 300 ms', 'p(95) < 300'],
  ['p (95)<0.3s', 'p(95) < 300'],
  ['99th percentile < 1 min', 'p(99) < 60000'],
  ['median < 50', 'p(50) < 50'],
  ['mean under 50 ms', 'avg < 50'],
  ['average < 50ms', 'avg < 50'],
  ['Avg < 50ms', 'avg < 50'],
  ['max < 1s', 'max < 1000'],
  ['slowest below 2 sec', 'max < 2000'],
  ['min > 500us', 'min > 0.5'],
  ['p95 =< 1.5 seconds', 'p(95) <= 1500'],
  ['p95 must be below 200 milliseconds', 'p(95) < 200'],
  ['p95 within 1 000 ms', 'p(95) <= 1000'],
  ['p95 no more than 1_000 ms', 'p(95) <= 1000'],
  // The micro sign and the Greek letter look alike.
  ['p95 < 200 \u00b5s', 'p(95) < 0.2'],
  ['p95 < 200 \u03bcs', 'p(95) < 0.2'],
  ['95% < 200ms', 'p(95) < 200'],
  ['99.9 percentile < 1s;', 'p(99.9) < 1000'],
  ['95 % of requests under 200 ms.', 'p(95) < 200'],
  ['p95 waiting < 100ms', 'p(95){waiting} < 100'],
  ['p95 time to first byte < 100ms', 'p(95){waiting} < 100'],
  ['p95{step: log in} < 200ms', 'p(95){step: "log in"} < 200'],
  [`p95{step:'log in', scenario:buy} < 200ms`, 'p(95){scenario: "buy", step: "log in"} < 200'],
  ['avg = 5', 'avg == 5'],
  ['errors = 0 %', 'error_rate == 0'],
  ['no errors', 'error_rate == 0'],
  ['no failed requests.', 'error_rate == 0'],
  ['zero dropped iterations', 'dropped == 0'],
  ['error % < 0.5', 'error_rate < 0.005'],
  ['error percentage < 2', 'error_rate < 0.02'],
  ['rps >= 1.5k', 'throughput >= 1500'],
  ['throughput > 1k req/s', 'throughput > 1000'],
  ['checks: rate>0.99', 'checks > 0.99'],
  ["'http_req_duration': ['p(95)<500']", 'p(95){service_time} < 500'],
  ['errors < 1%', 'error_rate < 0.01'],
  ['error rate < 1%', 'error_rate < 0.01'],
  ['error_rate < 1%', 'error_rate < 0.01'],
  ['error_rate < 0.3 %', 'error_rate < 0.003'],
  ['failed < 1%', 'error_rate < 0.01'],
  ['failed requests at most 1 percent', 'error_rate <= 0.01'],
  ['failure rate ≤ 1%', 'error_rate <= 0.01'],
  ['errors == 0', 'error_rate == 0'],
  ['rps > 100', 'throughput > 100'],
  ['throughput >= 100/s', 'throughput >= 100'],
  ['throughput > 100 req/s', 'throughput > 100'],
  ['requests/s at least 100', 'throughput >= 100'],
  ['requests per second > 100', 'throughput > 100'],
  ['rps > 600/min', 'throughput > 10'],
  ['dropped iterations == 0', 'dropped == 0'],
  ['p95 service time < 200ms', 'p(95){service_time} < 200'],
  ['latency p95 < 200ms', 'p(95) < 200'],
  ['response time p95 < 200ms', 'p(95){response_time} < 200'],
  ['p95{step: "log in"} < 200ms', 'p(95){step: "log in"} < 200'],
  ['errors{scenario: "buy"} < 1%', 'error_rate{scenario: "buy"} < 0.01'],
  ['p(95){journey: "buy"} < 3s', 'p(95){journey_time, scenario: "buy"} < 3000'],
  ['max{journey} < 3s', 'max{journey_time} < 3000'],
  ['p95 journey time < 3s', 'p(95){journey_time} < 3000'],
  ['journey p95 < 3s', 'p(95){journey_time} < 3000'],
  ['checks{status 200} > 99%', 'checks{"status 200"} > 0.99'],
  ['checks{step: "cart"} > 99%', 'checks{step: "cart"} > 0.99'],
  ['checks{$.a[0,1] count > 0, step: "cart"} > 99%', 'checks{"$.a[0,1] count > 0"}{step: "cart"} > 0.99'],
  [
    String.raw`checks{"body contains \"a\""}{scenario: "buy"} > 99%`,
    String.raw`checks{"body contains \"a\""}{scenario: "buy"} > 0.99`,
  ],
  // A name of a scope and of a check may be in any quotes or in none.
  [`checks{step: 'cart'} > 99%`, 'checks{step: "cart"} > 0.99'],
  ['checks{step: cart} > 99%', 'checks{step: "cart"} > 0.99'],
  ['checks{ scenario : buy, step: cart } > 99%', 'checks{scenario: "buy", step: "cart"} > 0.99'],
  [`checks{status 200, step: 'cart'} > 99%`, 'checks{"status 200"}{step: "cart"} > 0.99'],
  [`checks{'status 200'} > 99%`, 'checks{"status 200"} > 0.99'],
  ['checks{"step: cart"} > 99%', 'checks{"step: cart"} > 0.99'],
  ['checks{body contains {{sku}}} > 99%', 'checks{"body contains {{sku}}"} > 0.99'],
  [String.raw`checks{$.id matches ^\d{3}$, step: cart} > 99%`, String.raw`checks{"$.id matches ^\\d{3}$"}{step: "cart"} > 0.99`],
  ['p95{step: \u201cGET /a: {id}, b\u201d} < 250ms', 'p(95){step: "GET /a: {id}, b"} < 250'],
  [String.raw`p95{step: "say \"hi\", {x}: it's"} < 250ms`, String.raw`p(95){step: "say \"hi\", {x}: it's"} < 250`],
  [String.raw`p95{step: 'say "hi"'} < 250ms`, `p(95){step: 'say "hi"'} < 250`],
  [String.raw`p95{scenario: "a\", step: "\\host\b"} < 1s`, String.raw`p(95){scenario: "a\\", step: "\\host\b"} < 1000`],
  ['http_req_duration: p(95)<300', 'p(95){service_time} < 300'],
  [`http_req_duration: ['p(95)<300']`, 'p(95){service_time} < 300'],
  ['"http_req_waiting": ["avg < 300"]', 'avg{waiting} < 300'],
  ['http_req_failed: rate<0.01', 'error_rate < 0.01'],
  ['http_reqs: rate>100', 'throughput > 100'],
  ['dropped_iterations: count<5', 'dropped < 5'],
  ['checks: rate==1.0', 'checks == 100%'],
  ['http_req_failed < 1%', 'error_rate < 0.01'],
  ['http_req_failed: 1%', 'error_rate <= 0.01'],
  // Other tools write a colon before the limit: it means "at most" where a small value is good, and "at least" elsewhere.
  ['errors: < 1%', 'error_rate < 0.01'],
  ['errors: 1%', 'error_rate <= 0.01'],
  ['error rate: 0.5 %', 'error_rate <= 0.005'],
  ['p95: 200', 'p(95) <= 200'],
  ['p95: < 200 ms', 'p(95) < 200'],
  ['p95{step: "log in"}: 200', 'p(95){step: "log in"} <= 200'],
  ['average: 100ms', 'avg <= 100'],
  ['rps: 500', 'throughput >= 500'],
  ['throughput: > 100', 'throughput > 100'],
  ['success: 99%', 'success >= 0.99'],
  ['failed requests: 0', 'error_rate <= 0'],
  ['success > 99%', 'success > 0.99'],
  ['success rate >= 0.99', 'success >= 0.99'],
  ['succeeded requests at least 99 percent', 'success >= 0.99'],
  ['successful requests == 100%', 'success == 100%'],
  ['availability > 99.9%', 'success > 0.999'],
  ['uptime ≥ 99.95 %', 'success >= 0.9995'],
  ['availability{step: "log in"} > 99.9%', 'success{step: "log in"} > 0.999'],
  ['p95 max 200ms', 'p(95) <= 200'],
  ['rps min 100', 'throughput >= 100'],
  ['p95 smaller than 200', 'p(95) < 200'],
  ['p95 not above 200ms', 'p(95) <= 200'],
  ['p95 must not exceed 200ms', 'p(95) <= 200'],
  ['p95\uff1c200ms', 'p(95) < 200'],
  ['99th < 200ms', 'p(99) < 200'],
  ['p99_response_time < 200', 'p(99){response_time} < 200'],
  ['avg_response_time lt 200', 'avg{response_time} < 200'],
  ['"p95 < 200ms"', 'p(95) < 200'],
  ['`errors < 1%`', 'error_rate < 0.01'],
  ['err < 1%', 'error_rate < 0.01'],
  ['fail_ratio <= 0.01', 'error_rate <= 0.01'],
  ['error-rate < 1%', 'error_rate < 0.01'],
  ['no fails', 'error_rate == 0'],
])('%s means %s', (written, canonical) => {
  const parsed = parseThreshold(written);
  expect(parsed.ok ? canonicalThreshold(parsed.threshold) : parsed.message).toBe(canonical);
  const again = parseThreshold(canonical);
  expect(again.ok && parsed.ok && { ...again.threshold, expression: written }).toEqual(parsed.ok && parsed.threshold);
});

test('every example in the words is a threshold', () => {
  for (const { example } of THRESHOLD_WORDS) expect(parseThreshold(example)).toMatchObject({ ok: true });
});

test('any text is read or refused at a column within it', () => {
  const pieces = fc.constantFrom(
    'p',
    '(',
    '95',
    ')',
    'avg',
    '{',
    'service_time',
    '}',
    '<',
    '==',
    ' ',
    '5',
    '.',
    'x',
    'errors',
    '%',
    'http_reqs',
    ':',
    '[',
    "'",
    'ms',
  );
  fc.assert(
    fc.property(
      fc.array(pieces).map((parts) => parts.join('')),
      (expression) => {
        const parsed = parseThreshold(expression);
        const column = parsed.ok ? 1 : parsed.column;
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(expression.length + 1);
      },
    ),
  );
});

test('any name can be written in a threshold', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', '"', "'", '\\', '{', '}', ',', ':', ' ', '\u201c', '\u201d'),
    minLength: 1,
  });
  fc.assert(
    fc.property(name, name, (scenario, step) => {
      const parsed = parseThreshold(`errors{scenario: ${quotedName(scenario)}, step: ${quotedName(step)}} < 1%`);
      expect(parsed.ok && parsed.threshold.scope).toEqual({ scenario, step });
    }),
  );
});

test('a threshold may be about a phase, a step and a scenario', () => {
  const parsed = parseThreshold('p(95){ waiting, scenario: "buy", step: "GET /a b" } < 300');
  expect(parsed).toMatchObject({
    ok: true,
    threshold: {
      subject: { kind: 'time', figure: { kind: 'percentile', percent: 95 }, measure: 'waiting' },
      scope: { scenario: 'buy', step: 'GET /a b' },
      limit: 300,
    },
    columns: { scenario: 17, step: 34 },
  });
  expect(parseThreshold('error_rate{step: "login"} < 0.01')).toMatchObject({ ok: true, threshold: { scope: { step: 'login' } } });
});
