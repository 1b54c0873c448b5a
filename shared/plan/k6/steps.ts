// The steps of a journey as code: each is one call of `step`.
import { GRAPHQL_CHECK } from '../journey/failed-check.ts';
import { hasHoles } from '../journey/template.ts';
import type { Auth } from '../plan-auth.ts';
import { headerPairs } from '../plan-headers.ts';
import type { RequestStep } from '../plan.ts';
import type { Part } from '../sent-steps.ts';
import { isSecretField, isSecretHeader } from '../secret.ts';
import { checkFields, checkTag, extractField } from './asked.ts';
import { bodyOf } from './bodies.ts';
import { blockText, indented, objectText, quoted, type Field } from './js-text.ts';
import type { Names } from './names.ts';
import { isCarried } from './pattern-code.ts';
import { tagText } from './thresholds.ts';
import type { Tokens } from './tokens.ts';

export interface StepPlace {
  /** The index among all steps that may be sent. */
  readonly index: number;
  readonly part: Part;
  readonly journey: string;
  /** The authentication of its scenario. */
  readonly auth: Auth | undefined;
  /** What prepares a user again after a response with this status; null if nothing does. */
  readonly renewal: { readonly status: number; readonly call: string } | null;
}

/** What the steps need in addition to their own code. */
export interface Findings {
  readonly files: Set<string>;
  readonly losses: string[];
  readonly tokens: Tokens;
}

/** The argument of `step`. */
export function stepCode(step: RequestStep, place: StepPlace, names: Names, findings: Findings): string {
  const { checks = [], extract = {}, body: source } = step;
  names.isBefore = place.part === 'before';
  const given = headerPairs(step.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null;
  const body = bodyOf(source, given, names);
  for (const file of body.files) findings.files.add(file);
  findings.losses.push(...stepLosses(step));
  const auth = step.auth ?? place.auth;
  const headers = headerFields(step, auth, body.contentType, names, findings);
  const statuses = checks.filter((check) => 'status' in check);
  const others = checks.filter((check) => !('status' in check));
  const isGraphql = typeof source === 'object' && 'graphql' in source && source.allowErrors !== true;
  const otherFields = checkFields(others, names);
  if (isGraphql) {
    names.used.add('graphqlErrors');
    otherFields.push([GRAPHQL_CHECK, '(r) => hasNoGraphqlErrors(r)']);
  }
  const reads = Object.keys(extract).length > 0 || others.some((check) => !('time' in check || 'header' in check)) || isGraphql;
  const taken = Object.entries(extract).map(([name, one]) => extractField(name, one, names));
  const url = urlCode(step.url, names);
  const fields: Field[] = [
    ['index', String(place.index)],
    ['name', quoted(tagText(step.name))],
    ['journey', quoted(tagText(place.journey))],
    ...(place.part === 'scenario' ? [] : [['part', quoted(place.part)] as const]),
    ['method', quoted(step.method)],
    ['url', `() => ${auth?.type === 'digest' ? digestUrl(url, auth, names) : url}`],
    ...(auth?.type === 'digest' ? [['auth', quoted('digest')] as const] : []),
    ...(headers.length === 0 ? [] : [['headers', `() => (${objectText(headers)})`] as const]),
    ...(body.code === null ? [] : [['body', `() => ${body.code}`] as const]),
    ...(reads ? [['reads', 'true'] as const] : []),
    ...(statuses.length === 0 ? [] : statusFields(statuses, names)),
    ...(taken.length === 0 ? [] : [['extract', blockText(taken)] as const]),
    ...(otherFields.length === 0 ? [] : [['checks', blockText(otherFields)] as const]),
    ...(step.onFail === undefined || step.onFail === 'skip-rest' ? [] : [['onFail', quoted(step.onFail)] as const]),
    ...(place.renewal === null
      ? []
      : [['renewOn', String(place.renewal.status)] as const, ['renew', `() => ${place.renewal.call}`] as const]),
  ];
  return blockText(fields);
}

/** The call as a condition, so that the rest is skipped if it fails. */
export function stepCall(code: string): string {
  return `if (!step(v, ${code})) return false;`;
}

export function thinkCode(think: RequestStep['think'], names: Names): string {
  if (think === undefined) return '';
  const [least, most] = typeof think === 'number' ? [think, think] : think;
  if (most === 0) return '';
  if (least === most) return `sleep(${least / 1000});`;
  names.used.add('pause');
  return `pause(v, ${names.nextPlace()}, ${least}, ${most});`;
}

/** A function for one journey, or for the preparation of its user. */
export function functionCode(name: string, lines: readonly string[]): string {
  return `function ${name}(v) {\n${lines
    .filter((line) => line !== '')
    .map(indented)
    .join('\n')}\n  return true;\n}`;
}

function statusFields(checks: Parameters<typeof checkFields>[0], names: Names): Field[] {
  const expected = checks.flatMap((check) => ('status' in check ? [check.status].flat() : []));
  const ranges = expected.map((one) => {
    // The value is only known while the script runs, so the check itself decides.
    if (typeof one === 'string' && hasHoles(one)) return '{ min: 100, max: 599 }';
    const hundred = typeof one === 'string' && /xx$/i.test(one) ? Number(one[0]) * 100 : null;
    return hundred === null ? String(Number(one)) : `{ min: ${hundred}, max: ${hundred + 99} }`;
  });
  return [
    ['expects', `[${ranges.join(', ')}]`],
    ['statuses', blockText(checkFields(checks, names))],
  ];
}

/** In a query each value is escaped as one value; in the path it may contain several segments. */
function urlCode(url: string, names: Names): string {
  const text = url.trim();
  const [path = '', ...queries] = text.split('?');
  if (queries.length === 0) return names.text(text, undefined, urlText);
  const query = queries.join('?');
  const parts = query.split(/([&;#])/).map((part) => {
    const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(part) ?? [];
    if (isSecretField(name) && !hasHoles(value)) {
      return `${quoted(`${name}=`)} + encodeURIComponent(${names.secrets.refer(name, decodedQuery(value))})`;
    }
    return part;
  });
  if (parts.every((part) => !part.includes('encodeURIComponent('))) {
    if (!hasHoles(text)) return names.text(`${urlText(path)}?${urlText(query)}`);
    const [first, second] = [names.text(`${path}?`, undefined, urlText), names.text(query, inQuery, urlText)];
    return joinedTemplates(first, second);
  }
  const codes = parts.map((part) => (part.includes(' + encodeURIComponent(') ? part : names.text(part, inQuery, urlText)));
  return [names.text(`${path}?`, undefined, urlText), ...codes].join(' + ');
}

function inQuery(code: string): string {
  return `encodeURIComponent(${code})`;
}

/** k6 sends what a URL contains as it is, so it is escaped as a browser would (WHATWG). */
function urlText(text: string): string {
  return text.replaceAll(/[^\u0021\u0023-\u003b\u003d\u003f-\u007e]+/gu, encodeURIComponent);
}

function decodedQuery(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Joins two literals, which is easier to read. */
function joinedTemplates(first: string, second: string): string {
  const inner = (code: string): string | null => {
    if (code.startsWith('`')) return code.slice(1, -1);
    const text = code.slice(1, -1);
    return /[\\`$]/.test(text) ? null : text;
  };
  const [a, b] = [inner(first), inner(second)];
  return a === null || b === null ? `${first} + ${second}` : `\`${a}${b}\``;
}

function digestUrl(url: string, auth: Extract<Auth, { type: 'digest' }>, names: Names): string {
  names.used.add('withUser');
  return `withUser(${url}, ${names.text(auth.user)}, ${secretText('digest password', auth.password, names)})`;
}

function secretText(hint: string, value: string, names: Names): string {
  return hasHoles(value) || value === '' ? names.text(value) : names.secrets.refer(hint, value);
}

function headerFields(
  step: RequestStep,
  auth: Auth | undefined,
  contentType: string | null,
  names: Names,
  { losses, tokens }: Findings,
): Field[] {
  const pairs = headerPairs(step.headers);
  const has = (name: string): boolean => pairs.some(([one]) => one.toLowerCase() === name);
  const isForm = typeof step.body === 'object' && 'multipart' in step.body;
  const fields: Field[] = [];
  const authorization = auth === undefined || has('authorization') ? null : authorizationCode(auth, names, tokens);
  if (authorization !== null) fields.push(['Authorization', authorization]);
  if (contentType !== null && (isForm || !has('content-type'))) fields.push(['Content-Type', quoted(contentType)]);
  const joined = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of pairs) {
    if (isForm && name.toLowerCase() === 'content-type') continue;
    if (value === '' && name.toLowerCase() === 'user-agent') {
      losses.push('A step takes its User-Agent away; k6 sends its own.');
      continue;
    }
    const known = joined.get(name.toLowerCase());
    if (known === undefined) joined.set(name.toLowerCase(), { name, values: [value] });
    else known.values.push(value);
  }
  for (const [lower, { name, values }] of joined) {
    if (values.length > 1 && lower !== 'cookie')
      losses.push(`The values of the header ${name} are in one line, separated by commas: k6 sends a name once.`);
    const value = values.join(lower === 'cookie' ? '; ' : ', ');
    fields.push([name, isSecretHeader(name) ? secretText(`header ${name}`, value, names) : names.text(value)]);
  }
  return fields;
}

function authorizationCode(auth: Auth, names: Names, tokens: Tokens): string | null {
  switch (auth.type) {
    case 'basic':
      names.used.add('b64encode');
      return `'Basic ' + b64encode(${names.text(auth.user)} + ':' + ${secretText('password', auth.password, names)})`;
    case 'bearer':
      return hasHoles(auth.token) ? names.text(`Bearer ${auth.token}`) : `'Bearer ' + ${secretText('token', auth.token, names)}`;
    case 'oauth2':
      return `'Bearer ' + ${tokens.use(auth, names)}`;
    case 'digest':
      return null;
  }
}

/** What of a step k6 cannot do, or may do otherwise. */
/** A response has only one line of each of these headers. */
const COMES_ONCE =
  /^(?:content-(?:type|length|encoding|location|range|disposition)|location|etag|date|last-modified|expires|age|server|retry-after|x-request-id)$/i;

function stepLosses({ name, extract = {}, checks = [] }: RequestStep): string[] {
  const patterns = [
    ...Object.values(extract).flatMap(({ regex, part }) => [regex, part].filter((one) => one !== undefined)),
    ...checks.flatMap((check) => [
      ...('matches' in check && check.matches !== undefined ? [check.matches] : []),
      ...('body' in check && check.body === 'matches' ? [check.value] : []),
    ]),
  ];
  const headers = [
    ...Object.values(extract).flatMap(({ header }) => (header === undefined ? [] : [header])),
    ...checks.flatMap((check) => ('header' in check ? [check.header] : [])),
  ];
  const renamed = checks.filter((check) => check.name !== undefined && checkTag(check) !== check.name);
  return [
    ...patterns
      .filter((pattern) => !isCarried(pattern))
      .map((pattern) => `In “${name}” the regular expression ${pattern} may match differently: k6 runs those of JavaScript.`),
    ...headers
      .filter((header) => !COMES_ONCE.test(header))
      .map(
        (header) =>
          `In “${name}” the header ${header} is read as one line where it comes several times: k6 joins them with commas, and Onrush looks at each.`,
      ),
    ...renamed.map((check) => `The check “${check.name ?? ''}” is called “${checkTag(check)}” in k6.`),
    ...(Object.values(extract).some(({ css }) => css !== undefined)
      ? ['CSS selectors are those of k6 (Go); rare ones may differ.']
      : []),
  ];
}
