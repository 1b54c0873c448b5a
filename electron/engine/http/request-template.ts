// A plan's steps made ready to send: what can be computed once is not computed per request.
import type { Plan, Step } from '../../../shared/plan/plan.ts';
import type { SentRequest } from '../../../shared/sample.ts';
import type { Auth } from '../../../shared/plan/plan-auth.ts';
import { headerPairs, type HeaderPair } from '../../../shared/plan/plan-headers.ts';

export interface RequestTemplate {
  /** Index through all scenarios of the plan. */
  readonly step: number;
  readonly origin: string;
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
  readonly method: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Buffer | null;
  /** It is sent again and again as it is, so its bytes are made once. */
  readonly isShared: boolean;
  /** What it is called in the samples, where it is not the step as the plan has it. */
  readonly sentAs?: SentRequest;
  /** How many bytes of the response's body are kept for whoever asks; without it they are counted and dropped. */
  readonly keepsBody?: number;
}

export interface ScenarioTemplate {
  readonly weight: number;
  readonly requests: readonly RequestTemplate[];
}

export function prepareScenarios(plan: Plan, userAgent: string): ScenarioTemplate[] {
  let step = 0;
  return plan.scenarios.map(({ weight, auth, steps }) => ({
    weight,
    requests: steps.map((request) => {
      const template = prepareRequest({ auth, ...request }, step, userAgent);
      step += 1;
      return template;
    }),
  }));
}

/**
 * The scenario of iteration `k`: multiples of the golden ratio are spread evenly over 0..1, so every run, worker
 * count and stretch of time sees the weights' shares.
 */
export function scenarioOf<T extends { readonly weight: number }>(scenarios: readonly T[], k: number): T {
  const [first] = scenarios;
  if (first === undefined) throw new Error('A plan has at least one scenario');
  if (scenarios.length === 1) return first;
  const total = scenarios.reduce((sum, { weight }) => sum + weight, 0);
  let point = ((k * 0.618_033_988_749_895) % 1) * total;
  for (const scenario of scenarios) {
    point -= scenario.weight;
    if (point < 0) return scenario;
  }
  return scenarios.at(-1) ?? first;
}

type PreparedStep = Omit<Step, 'auth'> & { readonly auth?: Auth | undefined };

function prepareRequest({ url, method, headers, auth, body }: PreparedStep, step: number, userAgent: string): RequestTemplate {
  const given = withJoinedCookies(headerPairs(headers));
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const own = names.has('user-agent') ? [] : ['user-agent', userAgent];
  if (auth !== undefined && !names.has('authorization')) own.push('authorization', authorizationOf(auth));
  // An empty user-agent takes away the one that would be sent.
  const flat = given.flatMap(([name, value]) => (value === '' && name.toLowerCase() === 'user-agent' ? [] : [name, value]));
  return {
    step,
    ...placeOf(new URL(url)),
    path: targetOf(url),
    method,
    headers: [...own, ...flat],
    body: body === undefined || body === '' ? null : Buffer.from(body),
    isShared: true,
  };
}

/** A request has one Cookie header (RFC 6265, 5.4). */
function withJoinedCookies(pairs: readonly HeaderPair[]): readonly HeaderPair[] {
  const cookies = pairs.filter(([name]) => name.toLowerCase() === 'cookie');
  const [first] = cookies;
  if (first === undefined || cookies.length === 1) return pairs;
  const joined = cookies
    .map(([, value]) => value)
    .filter((value) => value !== '')
    .join('; ');
  return pairs.flatMap((pair) => (pair === first ? [[pair[0], joined]] : cookies.includes(pair) ? [] : [pair]));
}

/**
 * The request target as the URL was typed, without its fragment: an empty query, dot segments and escapes mean something to
 * servers (RFC 3986, 6.2.3). Only what cannot stand in a request line is escaped.
 */
export function targetOf(url: string): string {
  const typed = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? '';
  const path = typed.startsWith('/') ? typed : `/${typed}`;
  return path.toWellFormed().replace(/[^!-~]+/gu, encodeURIComponent);
}

/** The parts of a request that its URL decides. */
export function placeOf(url: URL): Pick<RequestTemplate, 'origin' | 'hostname' | 'port' | 'secure' | 'path'> {
  const { origin, hostname, port, protocol, href } = url;
  const secure = protocol === 'https:';
  return { origin, hostname, port: port === '' ? (secure ? 443 : 80) : Number(port), secure, path: targetOf(href) };
}

function authorizationOf(auth: Auth): string {
  switch (auth.type) {
    case 'basic':
      return `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
    case 'bearer':
      return `Bearer ${auth.token}`;
  }
}
