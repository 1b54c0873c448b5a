// Turns JMeter's extractors and assertions into extractions and checks. Pure.
import type { StepInput } from '../imported/imported.ts';
import type { JmxNode } from './jmx-tree.ts';

type Extracts = NonNullable<StepInput['extract']>;
type Checks = NonNullable<StepInput['checks']>;

export interface ResponseTools {
  readonly nameOf: (name: string) => string;
  readonly template: (text: string) => string;
  readonly say: (sentence: string) => void;
}

/** Returns null for an element that is not an extractor. */
export function jmxExtract(node: JmxNode, tools: ResponseTools): Extracts | null {
  const read = readerOf(node.tag);
  if (read === null) return null;
  const extracts = read((name) => node.properties.get(name) ?? '', tools);
  const isEmpty = Object.keys(extracts).length === 0;
  if (isEmpty) tools.say(`the extractor “${node.name}” lacks a name or what to look for, so it was not carried over.`);
  return extracts;
}

type Get = (name: string) => string;

function readerOf(tag: string): ((get: Get, tools: ResponseTools) => Extracts) | null {
  switch (tag) {
    case 'RegexExtractor':
      return regexExtract;
    case 'JSONPostProcessor':
      return jsonExtract;
    case 'JMESPathExtractor':
      return jmesExtract;
    case 'BoundaryExtractor':
      return boundaryExtract;
    case 'HtmlExtractor':
      return htmlExtract;
    default:
      return null;
  }
}

function boundaryExtract(get: Get, { nameOf }: ResponseTools): Extracts {
  const name = get('BoundaryExtractor.refname').trim();
  const [left, right] = [get('BoundaryExtractor.lboundary'), get('BoundaryExtractor.rboundary')];
  if (name === '' || left === '' || right === '') return {};
  const rest = { ...picked(get('BoundaryExtractor.match_number')), ...defaulted(get('BoundaryExtractor.default')) };
  return { [nameOf(name)]: { between: [left, right], ...rest } };
}

function htmlExtract(get: Get, { nameOf }: ResponseTools): Extracts {
  const name = get('HtmlExtractor.refname').trim();
  if (name === '' || get('HtmlExtractor.expr').trim() === '') return {};
  return {
    [nameOf(name)]: {
      css: get('HtmlExtractor.expr'),
      ...(get('HtmlExtractor.attribute') === '' ? {} : { attr: get('HtmlExtractor.attribute') }),
      ...picked(get('HtmlExtractor.match_number')),
      ...defaulted(get('HtmlExtractor.default')),
    },
  };
}

/** Where JMeter's regular expressions search, in words. */
const PLACES: Readonly<Record<string, string>> = {
  request_headers: 'the headers of the request',
  URL: 'the URL',
  code: 'the status',
  message: 'the words of the status',
  as_document: 'a document',
};

function regexExtract(get: Get, { nameOf, say }: ResponseTools): Extracts {
  const given = get('RegexExtractor.refname').trim();
  const regex = get('RegexExtractor.regex');
  if (given === '' || regex === '') return {};
  const name = nameOf(given);
  const where = get('RegexExtractor.useHeaders');
  const shared = { ...picked(get('RegexExtractor.match_number')), ...defaulted(get('RegexExtractor.default')) };
  const [, asked = '1'] = /\$(\d+)\$/.exec(get('RegexExtractor.template')) ?? [];
  if (where === '' || where === 'false' || where === 'unescaped') return { [name]: { regex, group: Number(asked), ...shared } };
  const header = where === 'true' && asked === '1' ? headerSource(regex) : null;
  if (header !== null) return { [name]: { ...header, ...shared } };
  say(
    `the value “${name}” is taken from ${where === 'true' ? 'the headers' : (PLACES[where] ?? `“${where}”`)} by a regular expression, which was not carried over.`,
  );
  return {};
}

/** "Location: .*code=([^&]+)": one header, or a part of it; null for an expression that searches all headers. */
function headerSource(regex: string): Extracts[string] | null {
  const [, cookie] = /^Set-Cookie:\s*([\w.-]+)=\([^()]*\);?$/i.exec(regex) ?? [];
  if (cookie !== undefined) return { cookie };
  const [, header, rest = ''] = /^([A-Za-z][\w-]*)\s*:\s*([^]+)$/.exec(regex) ?? [];
  if (header === undefined) return null;
  return /^\(\.[*+]\??\)$/.test(rest) ? { header } : { header, part: rest };
}

function jsonExtract(get: Get, tools: ResponseTools): Extracts {
  return eachExtract(
    get,
    tools,
    ['JSONPostProcessor.referenceNames', 'JSONPostProcessor.jsonPathExprs'],
    {
      numbers: 'JSONPostProcessor.match_numbers',
      defaults: 'JSONPostProcessor.defaultValues',
    },
    (path) => path,
  );
}

function jmesExtract(get: Get, tools: ResponseTools): Extracts {
  return eachExtract(
    get,
    tools,
    ['JMESExtractor.referenceName', 'JMESExtractor.jmesPathExpr'],
    {
      numbers: 'JMESExtractor.matchNumber',
      defaults: 'JMESExtractor.defaultValue',
    },
    plainPath,
  );
}

/** One extractor may contain several names and paths, separated by semicolons. */
function eachExtract(
  get: Get,
  { nameOf, say }: ResponseTools,
  [namesAt, pathsAt]: readonly [string, string],
  rest: { readonly numbers: string; readonly defaults: string },
  pathOf: (given: string) => string | null,
): Extracts {
  const split = (name: string): readonly string[] =>
    get(name)
      .split(';')
      .map((one) => one.trim());
  const paths = split(pathsAt);
  const numbers = split(rest.numbers);
  const defaults = split(rest.defaults);
  const found = split(namesAt).flatMap((name, at) => {
    const given = paths[at] ?? '';
    if (name === '' || given === '') return [];
    const json = pathOf(given);
    if (json === null) say(`the value “${name}” is ${given} in JMeter, which was not carried over.`);
    return json === null
      ? []
      : [[nameOf(name), { json, ...picked(numbers[at] ?? ''), ...defaulted(defaults[at] ?? '') }] as const];
  });
  return Object.fromEntries(found);
}

/** A JMESPath that is also a JSON path: "a.b[0].c"; null for any other. */
function plainPath(given: string): string | null {
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*$/.test(given) ? `$.${given}` : null;
}

/** 0 means any match, 1 the first; -1 counts all of them. */
function picked(number: string): { pick?: 'random' | 'all-count' } {
  if (number === '0') return { pick: 'random' };
  return number === '-1' ? { pick: 'all-count' } : {};
}

/** A default that people write to see that a value was not found must not be sent. */
function defaulted(value: string): { default?: string } {
  return value === '' || /^(?:nv_|not[_ -]?found|null$|none$|error)/i.test(value) ? {} : { default: value };
}

const MATCH = { matches: 1, contains: 2, not: 4, equals: 8, substring: 16, or: 32 } as const;

/** Returns null for an element that is not an assertion. */
export function jmxChecks(node: JmxNode, tools: ResponseTools): Checks | null {
  const get = (name: string): string => node.properties.get(name) ?? '';
  const checks = checksOf(node, get, tools);
  if (checks?.length === 0) tools.say(`the assertion “${node.name}” was not carried over.`);
  return checks;
}

function checksOf(node: JmxNode, get: Get, tools: ResponseTools): Checks | null {
  switch (node.tag) {
    case 'DurationAssertion':
      // For JMeter, an empty value and 0 mean no limit.
      return Number(get('DurationAssertion.duration')) > 0 ? [{ time: `< ${get('DurationAssertion.duration').trim()}ms` }] : [];
    case 'JSONPathAssertion':
      return jsonCheck(get('JSON_PATH').trim(), get, tools);
    case 'JMESPathAssertion':
      return jsonCheck(plainPath(get('JMES_PATH').trim()) ?? '', get, tools);
    case 'ResponseAssertion':
      return responseChecks(node, get, tools);
    default:
      return null;
  }
}

function responseChecks(node: JmxNode, get: Get, tools: ResponseTools): Checks {
  const type = Number(get('Assertion.test_type')) || 0;
  const field = get('Assertion.test_field').replace('Assertion.', '');
  const texts = (node.texts.get('Asserion.test_strings') ?? node.texts.get('Assertion.test_strings') ?? []).map(tools.template);
  const isAny = (type & MATCH.or) !== 0 && texts.length > 1;
  if (field === 'response_code') {
    const all = texts.map((text) => statusesOf(text, (type & MATCH.equals) === 0 && (type & MATCH.substring) === 0));
    if ((type & MATCH.not) !== 0 || all.some((one) => one === null) || (all.length > 1 && !isAny)) return [];
    const statuses = all.flatMap((one) => one ?? []);
    const [only] = statuses;
    return only === undefined ? [] : [{ status: statuses.length === 1 ? only : statuses }];
  }
  if (isAny) {
    const isText = (type & MATCH.substring) !== 0;
    const isOfBody = field.startsWith('response_data') && (type & (MATCH.not | MATCH.equals)) === 0;
    return isOfBody ? [{ body: 'matches', value: texts.map((text) => (isText ? escaped(text) : `(?:${text})`)).join('|') }] : [];
  }
  return texts.flatMap((text) => responseCheck(field, type, text) ?? []);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** "200", "2xx" as JMeter's users write it, or several of them; null for anything else. */
function statusesOf(text: string, isPattern: boolean): readonly (number | string)[] | null {
  const parts = isPattern ? text.replace(/^\^?\(?(?:\?:)?|\)?\$?$/g, '').split('|') : [text];
  const statuses = parts.map((part) => {
    const one = part.trim();
    if (/^[1-5]\d\d$/.test(one)) return Number(one);
    const [, first] = isPattern ? (/^([1-5])(?:\.\.|\\d\\d|\\d\{2\}|\.[*+]|\[0-9\]\[0-9\]|\[0-9\]\{2\})$/.exec(one) ?? []) : [];
    return first === undefined ? null : `${first}xx`;
  });
  return statuses.some((one) => one === null) ? null : statuses.flatMap((one) => one ?? []);
}

function responseCheck(field: string, type: number, text: string): Checks[number] | null {
  const isNot = (type & MATCH.not) !== 0;
  const isPlain = (type & (MATCH.substring | MATCH.equals)) !== 0;
  if (field === 'response_headers') {
    const [, header, value = ''] = /^([A-Za-z][\w-]*)\s*:\s*([^\r\n]*)$/.exec(text) ?? [];
    return header === undefined || isNot || (type & MATCH.equals) !== 0
      ? null
      : { header, ...(isPlain ? { contains: value } : { matches: value }) };
  }
  if (field !== 'response_data' && field !== 'response_data_as_document') return null;
  if (isPlain) {
    if ((type & MATCH.equals) !== 0) return isNot ? null : { body: 'is', value: text };
    return { body: isNot ? 'not-contains' : 'contains', value: text };
  }
  // JMeter's "matches" must match the whole text.
  const pattern = (type & MATCH.matches) !== 0 ? String.raw`^(?:${text})$` : text;
  return isNot ? null : { body: 'matches', value: pattern };
}

/** An assertion without a path, JMeter's default, checks nothing that can be found. */
function jsonCheck(json: string, get: Get, { template }: ResponseTools): Checks {
  if (json === '' || json === '$.') return [];
  const isInverted = get('INVERT') === 'true';
  if (get('JSONVALIDATION') !== 'true') return [{ json, exists: !isInverted }];
  const value = template(get('EXPECTED_VALUE'));
  if (get('EXPECT_NULL') === 'true') return [isInverted ? { json, isNot: null } : { json, is: null }];
  if (get('ISREGEX') === 'true') return isInverted ? [] : [{ json, matches: value }];
  return [isInverted ? { json, isNot: valueOf(value) } : { json, is: valueOf(value) }];
}

/** JMeter compares texts, so a text that looks like a number becomes a number. */
function valueOf(text: string): string | number | boolean {
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
