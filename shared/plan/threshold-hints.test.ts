import { expect, test } from 'vitest';
import { parseThreshold } from './threshold-expression.ts';

const SUBJECTS = 'write p95, mean, median, min, max, errors, success, throughput, dropped or checks here.';
const FIGURE_FIRST = 'write the figure first, such as p95 < 200ms, errors < 1% or rps > 100.';
const WHICH_TIME = 'write which time, such as p95 < 200ms, mean < 200ms or max < 200ms.';
const OF_ALL_FAILURES =
  'write errors < 1% for all failures, or give the step a check, such as status 200, and write checks{status 200} > 99%.';
const COUNTED_FAILURES = 'write the share that may fail, such as errors < 1%, or errors == 0.';

test.each([
  ['', 1, SUBJECTS],
  ['speed < 5', 1, SUBJECTS],
  ['latency < 5', 1, WHICH_TIME],
  ['response time: 200ms', 1, WHICH_TIME],
  ['duration < 10s', 1, WHICH_TIME],
  ['http_req_duration < 200', 1, WHICH_TIME],
  ['less than 1% errors', 1, FIGURE_FIRST],
  ['at least 100 rps', 1, FIGURE_FIRST],
  ['< 200ms', 1, FIGURE_FIRST],
  ['0 errors', 1, FIGURE_FIRST],
  ['5xx < 1%', 1, OF_ALL_FAILURES],
  ['status 500 == 0', 1, OF_ALL_FAILURES],
  ['timeouts: 0', 1, OF_ALL_FAILURES],
  ['error count < 5', 7, COUNTED_FAILURES],
  ['bandwidth > 10MB/s', 1, 'write a rate of requests, such as throughput > 100/s; bytes are measured and not judged.'],
  ['throughput > 10 MB/s', 17, 'write a rate of requests, such as 100/s; bytes are measured and not judged.'],
  ['requests > 1000', 1, 'write a rate, such as throughput > 100/s; how many requests are sent is set by the load.'],
  ['errors none', 8, 'write <, <=, >, >= or == here, such as errors < 1%.'],
  ['http_req_duration{name:login}: p(95)<300', 1, 'name the step or scenario in braces, such as p95{step: "login"} < 300ms.'],
  ['p95 200', 5, 'write <, <=, >, >= or == here, such as p95 < 200ms.'],
  ['p95 (ms) < 200', 5, 'write the unit behind the number, such as p95 < 200ms.'],
  ['p95 < 200 (ms)', 11, 'write the unit without brackets, such as p95 < 200ms.'],
  ['success > 99', 11, 'write a share here, such as 99% or 0.99.'],
  ['checks == 1', 11, 'write a share here, such as 100%, or 1% if you mean that.'],
  ['p < 5', 2, 'write a percentile behind p, such as p95.'],
  ['p101 < 5', 1, 'write a percentile above 0 and up to 100 here.'],
  ['p(101) < 5', 3, 'write a percentile above 0 and up to 100 here.'],
  ['p(0) < 5', 3, 'write a percentile above 0 and up to 100 here.'],
  ['p(95 < 5', 6, 'close the bracket here.'],
  [
    'avg{queue} < 5',
    5,
    'write service_time, response_time, journey_time, blocked, dns, connecting, tls_handshaking, sending, waiting, receiving, step: "NAME" or scenario: "NAME" here.',
  ],
  ['avg 5', 5, 'write <, <=, >, >= or == here, such as p95 < 200ms.'],
  ['avg ! 5', 5, 'write <, <=, >, >= or == here, such as p95 < 200ms.'],
  ['p95 < 1,5s', 7, 'write the number without a comma, such as 1000 or 1.5.'],
  ['p99,9 < 1s', 4, 'write a point in place of the comma, such as p99.9.'],
  ['dropped < 1%', 11, 'dropped is a number of arrivals; write a count here, such as 0.'],
  ['200ms > p95', 1, FIGURE_FIRST],
  ['p95 of login < 200ms', 5, 'name the step or scenario in braces, such as p95{step: "login"} < 300ms.'],
  ['p95 < 200ms for step login', 13, 'name the step or scenario in braces, such as p95{step: "login"} < 300ms.'],
  ['p95 < 200ms over the last 5s', 13, 'the last seconds to judge are set beside it, in the window or as "over" in a plan.'],
  ['no errors < 5%', 1, 'write errors == 0 or dropped == 0 here.'],
  ['avg <', 6, 'write a number here, such as 250ms.'],
  ['avg < -5', 7, 'write a number here, such as 250ms.'],
  ['avg < 5%', 8, 'nothing may follow the limit; write another threshold for another figure.'],
  ['avg < 5 or max < 6', 9, 'nothing may follow the limit; write another threshold for another figure.'],
  ['errors < 5', 10, 'write a share here, such as 5% or 0.05.'],
  ['errors < 1', 10, 'write a share here, such as 1% or 0.01.'],
  ['errors < 5ms', 10, 'write a share here, such as 5% or 0.05.'],
  ['http_req_failed: avg<1', 18, 'write rate here, as in "http_req_failed: rate<1".'],
  ['http_req_sizes: avg<5', 1, `${SUBJECTS.replace(' here.', ' here;')} "http_req_sizes" is not a metric Onrush has.`],
])('%j is refused at column %d', (expression, column, message) => {
  expect(parseThreshold(expression)).toEqual({ ok: false, column, message: `Column ${column}: ${message}` });
});

test.each([
  ['error_rate{waiting} < 1', 12, 'write step: "NAME"'],
  ['dropped{step: "a"} < 1', 8, 'dropped is of the whole run'],
  ['avg{step "a"} < 1', 10, 'write a colon'],
  ['avg{step: "a} < 1', 11, 'write a name in double quotes'],
  ['avg{step: "a" < 1', 15, 'close the brace'],
])('%j is refused at column %d', (expression, column, message) => {
  const parsed = parseThreshold(expression);
  expect(parsed).toMatchObject({ ok: false, column });
  expect(parsed.ok ? '' : parsed.message).toContain(message);
});
