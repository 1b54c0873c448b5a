// The secrets that a plan itself contains: what somebody typed into it as a password, a token or a cookie. Pure.
import { hasHoles } from './journey/template.ts';
import { variablesOf } from './journey/plan-variables.ts';
import type { Plan, Step } from './plan.ts';
import { secretsOfAuth, type Auth } from './plan-auth.ts';
import { headerPairs, type Headers } from './plan-headers.ts';
import { parseProxy } from './proxy-address.ts';
import { isSecretField, isSecretHeader, isSecretValue, secretFieldsIn } from './secret.ts';
import { sentStepsOf } from './sent-steps.ts';

/** A shorter value would be found in many places where it is not the secret. */
const SHORTEST = 4;
/** The name of a field or a header says less about its value than a password of an authentication does. */
const SHORTEST_BY_NAME = 8;

/** What is marked as a secret by its place in the plan. */
export function markedSecrets(plan: Plan): readonly string[] {
  return [
    plan.tls.passphrase ?? '',
    ...proxySecrets(plan.http.proxy),
    ...plan.scenarios.flatMap(({ auth }) => ofAuth(auth)),
    ...sentStepsOf(plan).flatMap(({ step }) => [...ofAuth(step.auth), ...ofHeaders(step.headers)]),
  ].filter((secret) => secret !== '');
}

/** These, and what is secret by the name of its field. Values with holes are left out, because only the run knows them. */
export function typedSecrets(plan: Plan): readonly string[] {
  const named = sentStepsOf(plan).flatMap(({ step }) => [...cookiesOf(step.headers), ...namedIn(step)]);
  const all = [
    ...markedSecrets(plan).filter((secret) => secret.length >= SHORTEST),
    ...Object.entries(variablesOf(plan)).flatMap(([name, value]) => (isSecretValue(name, String(value)) ? [String(value)] : [])),
    ...named.filter((secret) => secret.length >= SHORTEST_BY_NAME),
  ];
  return [...new Set(all.filter((secret) => !hasHoles(secret)))];
}

function ofAuth(auth: Auth | undefined): readonly string[] {
  return auth === undefined ? [] : secretsOfAuth(auth);
}

function ofHeaders(headers: Headers): readonly string[] {
  return headerPairs(headers).flatMap(([name, value]) => (isSecretHeader(name) ? [value, value.replace(/^\w+ /, '')] : []));
}

/** A server repeats single cookies too. */
function cookiesOf(headers: Headers): readonly string[] {
  const lines = headerPairs(headers).flatMap(([name, value]) => (name.toLowerCase() === 'cookie' ? [value] : []));
  return lines.flatMap((line) => line.split(';').map((cookie) => cookie.slice(cookie.indexOf('=') + 1).trim()));
}

function proxySecrets(proxy: string | undefined): readonly string[] {
  const password = parseProxy(proxy ?? '')?.password ?? '';
  return [password, decoded(password)];
}

function namedIn({ url, body }: Step): readonly string[] {
  const inUrl = secretFieldsIn(url).flatMap((value) => [value, decoded(value)]);
  if (body === undefined) return inUrl;
  if (typeof body === 'string') return [...inUrl, ...secretFieldsIn(body).flatMap((value) => [value, decoded(value)])];
  if ('multipart' in body) {
    const parts = body.multipart.flatMap(({ name, value }) => (isSecretField(name) ? [String(value ?? '')] : []));
    return [...inUrl, ...parts];
  }
  return [...inUrl, ...secretFieldsIn(JSON.stringify(body))];
}

/** As it is, if it is not escaped correctly. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
