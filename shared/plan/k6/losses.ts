// Where k6 behaves differently from Onrush for one plan, or cannot do something: in words, for the top of a script.
import { formatSpan } from '../../format.ts';
import type { Plan } from '../plan.ts';
import { sentStepsOf } from '../sent-steps.ts';
import { parseThreshold } from '../threshold-expression.ts';
import { streamsOf } from '../streams.ts';

/** Whole sentences. `more` are those that were found while the steps were written. */
export function lossesOf(plan: Plan, more: readonly string[]): readonly string[] {
  return [...loadLosses(plan), ...journeyLosses(plan), ...requestLosses(plan), ...thresholdLosses(plan), ...new Set(more)];
}

function loadLosses(plan: Plan): string[] {
  const loads = streamsOf(plan).map(({ load }) => load);
  const opens = loads.filter((load) => load.model === 'open');
  const losses: string[] = [];
  if (opens.length > 0 || loads.some(({ model }) => model === 'iterations'))
    losses.push('Times count from sending, not from when a request was due: k6 does not measure how long an arrival waited.');
  if (opens.some(({ whenBusy }) => whenBusy === 'wait'))
    losses.push('An arrival that finds no free virtual user is dropped (dropped_iterations); Onrush lets it wait.');
  if (opens.some(({ arrivals }) => arrivals === 'poisson'))
    losses.push('Arrivals come at equal distances, as many as the random ones (Poisson) that the plan asks for.');
  if (loads.some(({ model }) => model === 'iterations'))
    losses.push('A scenario with a fixed number of iterations ends after 168 hours at the latest.');
  return losses;
}

function journeyLosses({ scenarios, data = [], before = [], warmup }: Plan): string[] {
  const losses: string[] = [];
  if (data.some(({ onEnd }) => onEnd === 'stop'))
    losses.push('Where a data file is used up, k6 aborts the test after the grace time and exits with code 108.');
  if (scenarios.some(({ perVu = [], cookies = 'iteration' }) => perVu.length > 0 && cookies === 'iteration'))
    losses.push('Where users are prepared once, they keep all cookies, also those that an iteration received.');
  if (sentSteps({ before, scenarios }).some(({ onFail }) => onFail === 'stop-run'))
    losses.push('Where a failed step ends the run, k6 interrupts what is under way and exits with code 108.');
  if (before.length > 0 || scenarios.some(({ perVu = [] }) => perVu.length > 0))
    losses.push(
      "Requests that prepare the run or its users are in k6's own metrics (http_req_…), not in service_time, requests and request_failed.",
    );
  if (before.length > 0) losses.push('Steps before the run are sent by each k6 process once.');
  if (warmup > 0)
    losses.push(
      `The warm-up of ${formatSpan(warmup)} is left out of service_time, requests, request_failed and checks, but not of k6's own metrics (http_req_…).`,
    );
  return losses;
}

function requestLosses(plan: Plan): string[] {
  const { http, tls, timeouts } = plan;
  const auths = [
    ...plan.scenarios.flatMap(({ auth }) => (auth === undefined ? [] : [auth])),
    ...sentSteps(plan).flatMap(({ auth }) => (auth === undefined ? [] : [auth])),
  ];
  const losses = [
    `One timeout of ${formatSpan(timeouts.total)} bounds a request; k6 has no separate ones for connecting, the first byte or silence.`,
    "Requests carry k6's User-Agent unless a step names one.",
  ];
  const add = (isTrue: boolean, loss: string): void => {
    if (isTrue) losses.push(loss);
  };
  add(
    http.version === '1.1',
    'Over TLS k6 speaks HTTP/2 where the server offers it. Set GODEBUG=http2client=0 for HTTP/1.1, as the plan says.',
  );
  add(http.version === '2', 'k6 speaks HTTP/2 over TLS only, and only where the server offers it.');
  add(http.proxy !== undefined, 'The proxy is not in this file: set HTTP_PROXY and HTTPS_PROXY to it.');
  add(http.socketPath !== undefined, `The Unix socket ${http.socketPath ?? ''} is left out: k6 connects to the host of the URL.`);
  add(
    http.followRedirects > 0,
    'Of a redirected request, service_time is that of the last response; Onrush counts each as a request. k6 also sends a Referer.',
  );
  add(
    http.followRedirects > 0 && plan.scenarios.some(({ cookies }) => cookies === 'off'),
    'Where no cookies are kept, k6 still sends those that a redirect sets to where it leads.',
  );
  add(tls.ca !== undefined, `Set SSL_CERT_FILE=${tls.ca ?? ''}: k6 takes the authorities to trust from there.`);
  add(tls.pfx !== undefined, `The client certificate ${tls.pfx ?? ''} is left out: k6 reads PEM files, not PFX.`);
  add(tls.serverName !== undefined, `The TLS server name ${tls.serverName ?? ''} is left out: k6 asks for the host of the URL.`);
  add(!tls.resume, 'k6 may resume TLS sessions; the plan asks for full handshakes.');
  add(
    auths.some(({ type }) => type === 'digest'),
    'With k6 the server asks for the digest before every request, not once per user, and that request carries the password (Basic).',
  );
  add(
    auths.some(({ type }) => type === 'oauth2'),
    'An access token that expires is fetched again by each virtual user, not once for all.',
  );
  add(plan.trace === true, 'Requests carry no traceparent header: their traces are not known to Onrush.');
  return losses;
}

function thresholdLosses(plan: Plan): string[] {
  return plan.thresholds.flatMap(({ expression, over }) => {
    if (over !== undefined)
      return [`The threshold “${expression}” over the last ${formatSpan(over)} is left out: k6 looks at the whole test only.`];
    const parsed = parseThreshold(expression);
    if (!parsed.ok) return [];
    const { subject } = parsed.threshold;
    if (subject.kind === 'time' && subject.measure === 'dns')
      return [`The threshold “${expression}” is checked against http_req_blocked: k6 does not measure name resolution alone.`];
    if (subject.kind === 'time' && subject.measure === 'blocked')
      return [
        `The threshold “${expression}” is checked against http_req_blocked, which holds connecting and the TLS handshake too.`,
      ];
    return [];
  });
}

function sentSteps(plan: Pick<Plan, 'before' | 'scenarios'>) {
  return sentStepsOf(plan).map(({ step }) => step);
}
