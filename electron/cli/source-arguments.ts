// The plan that a command line names by a file, or describes by a URL and options.
import { durationFault, parseDuration } from '../../shared/duration.ts';
import { headersOf, type HeaderPair } from '../../shared/plan/plan-headers.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { MAX_ITERATIONS, MAX_VUS } from '../../shared/plan/load-limits.ts';
import { readTypedUrl } from '../../shared/plan/typed-url.ts';
import { urlFault } from '../../shared/plan/url-fault.ts';
import type { PlanSource } from './command.ts';
import { usage, whole } from './usage.ts';

export interface RunValues {
  readonly url?: string | undefined;
  readonly method?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly data?: string | undefined;
  readonly vus?: string | undefined;
  readonly iterations?: string | undefined;
  readonly duration?: string | undefined;
  readonly rate?: string | undefined;
  readonly env?: string | undefined;
  readonly trace?: boolean | undefined;
}

/** With a scheme, or the address of a computer as no file is named. */
const TYPED_URL = /^(?:https?:\/\/|(?:(?:localhost|\d+(?:\.\d+){3}|\[[0-9a-f:.]+\])(?::\d+)?|[\p{L}\p{N}_.-]+:\d+)(?:[/?#]|$))/iu;

/** A URL may stand in the place of a plan's file, as people type it: "run http://127.0.0.1:8080/ -d 10s". */
export function withTypedUrl<V extends RunValues>(values: V, files: readonly string[]): readonly [V, readonly string[]] {
  const [first, ...more] = files;
  return values.url === undefined && first !== undefined && TYPED_URL.test(first)
    ? [{ ...values, url: first }, more]
    : [values, files];
}

/** @throws UserError bad_request */
export function sourceOf(values: RunValues, [path, ...more]: readonly string[]): PlanSource {
  if (more.length > 0) throw usage('Name one plan file at a time.');
  const { url: typed, method, header, data, vus, iterations, duration, rate, env = null, trace = false } = values;
  const described = [method, header, data, vus, iterations, duration, rate].some((value) => value !== undefined);
  if (path !== undefined) {
    if (typed !== undefined || described) throw usage('Give either a plan file or --url with its options, not both.');
    return { kind: 'file', path, environment: env, ...(trace ? { trace } : {}) };
  }
  if (typed === undefined) throw usage('Name a plan file, or give --url. "help" lists the options.');
  if (env !== null) throw usage('--env chooses an environment of a plan file. Leave it out with --url.');
  const { url, auth } = readTypedUrl(typed);
  const fault = urlFault(url);
  if (fault !== null) throw usage(`--url: ${fault}`);
  const step = {
    url,
    method: method ?? (data === undefined ? 'GET' : 'POST'),
    headers: headersOf((header ?? []).flatMap(headerPairOf)),
    ...(data === undefined ? {} : { body: data }),
    ...(auth === null ? {} : { auth }),
  };
  const { host, pathname } = new URL(url);
  const name = `${step.method} ${host}${pathname}`.slice(0, 200);
  return {
    kind: 'plan',
    plan: { version: 1, name, ...(trace ? { trace } : {}), scenarios: [{ steps: [step] }], load: loadOf(values) },
  };
}

function loadOf({ vus, iterations, duration, rate }: RunValues): PlanInput['load'] {
  const users = whole(vus, '-c', 1, MAX_VUS);
  if (iterations !== undefined) {
    if (duration !== undefined || rate !== undefined)
      throw usage('-n cannot be combined with -d or -r: the number of iterations ends the run.');
    return { model: 'iterations', iterations: whole(iterations, '-n', 1, MAX_ITERATIONS) ?? 1, vus: users ?? 1 };
  }
  if (duration === undefined) {
    if (rate !== undefined) throw usage('-r needs a duration. Add for example -d 30s.');
    throw usage('Say how much: -n ITERATIONS, -d DURATION, or -r RATE -d DURATION.');
  }
  if (parseDuration(duration) === null) throw usage(`-d: ${durationFault(duration)}`);
  if (rate === undefined) return { model: 'closed', stages: [{ duration, target: users ?? 1 }] };
  const target = Number(rate);
  if (rate.trim() === '' || !(target > 0))
    throw usage(`-r: "${rate}" is not an arrival rate. Write a number of iterations per second above 0.`);
  return { model: 'open', stages: [{ duration, target }], maxVus: users ?? 100 };
}

/** As in curl: an empty value removes a header, and a semicolon sends it empty. */
function headerPairOf(text: string): HeaderPair[] {
  const [, name = '', value] = /^([^:;]+)(?::([^]*)|;\s*)$/.exec(text) ?? [];
  if (name.trim() === '') throw usage(`-H: "${text}" is not a header. Write it as 'name: value'.`);
  const isTakenAway = value?.trim() === '' && name.trim().toLowerCase() !== 'user-agent';
  return isTakenAway ? [] : [[name.trim(), (value ?? '').trim()]];
}
