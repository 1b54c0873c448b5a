// JMeter's extractors and assertions as values to take and checks. Pure.
import type { StepInput } from '../imported/imported.ts';
import type { JmxNode } from './jmx-tree.ts';

type Extracts = NonNullable<StepInput['extract']>;
type Checks = NonNullable<StepInput['checks']>;

export interface ResponseTools {
  readonly nameOf: (name: string) => string;
  readonly template: (text: string) => string;
  readonly say: (sentence: string) => void;
}

/** null for an element that is not an extractor. */
export function jmxExtract(node: JmxNode, tools: ResponseTools): Extracts | null {
  const get = (name: string): string => node.properties.get(name) ?? '';
  switch (node.tag) {
    case 'RegexExtractor':
      return regexExtract(get, tools);
    case 'JSONPostProcessor':
      return jsonExtract(get, tools);
    case 'BoundaryExtractor':
      return {
        [tools.nameOf(get('BoundaryExtractor.refname'))]: {
          between: [get('BoundaryExtractor.lboundary'), get('BoundaryExtractor.rboundary')],
          ...picked(get('BoundaryExtractor.match_number')),
          ...defaulted(get('BoundaryExtractor.default')),
        },
      };
    case 'HtmlExtractor':
      return {
        [tools.nameOf(get('HtmlExtractor.refname'))]: {
          css: get('HtmlExtractor.expr'),
          ...(get('HtmlExtractor.attribute') === '' ? {} : { attr: get('HtmlExtractor.attribute') }),
          ...picked(get('HtmlExtractor.match_number')),
          ...defaulted(get('HtmlExtractor.default')),
        },
      };
    default:
      return null;
  }
}

type Get = (name: string) => string;

function regexExtract(get: Get, { nameOf, say }: ResponseTools): Extracts {
  const name = nameOf(get('RegexExtractor.refname'));
  const where = get('RegexExtractor.useHeaders');
  const regex = get('RegexExtractor.regex');
  const shared = { ...picked(get('RegexExtractor.match_number')), ...defaulted(get('RegexExtractor.default')) };
  const [, header] = where === 'true' ? (/^([\w-]+)\s*:\s*\(\.[*+]\??\)$/.exec(regex) ?? []) : [];
  if (header !== undefined) return { [name]: { header, ...shared } };
  if (where !== '' && where !== 'false' && where !== 'unescaped') {
    say(
      `the value “${name}” is taken from ${where === 'true' ? 'the headers' : `“${where}”`} by a regular expression, which was not carried over.`,
    );
    return {};
  }
  const [, group = '1'] = /\$(\d+)\$/.exec(get('RegexExtractor.template')) ?? [];
  return { [name]: { regex, group: Number(group), ...shared } };
}

function jsonExtract(get: Get, { nameOf }: ResponseTools): Extracts {
  const split = (name: string): readonly string[] => get(name).split(';');
  const names = split('JSONPostProcessor.referenceNames');
  const paths = split('JSONPostProcessor.jsonPathExprs');
  const numbers = split('JSONPostProcessor.match_numbers');
  const defaults = split('JSONPostProcessor.defaultValues');
  return Object.fromEntries(
    names.flatMap((name, at) =>
      name.trim() === ''
        ? []
        : [
            [
              nameOf(name.trim()),
              { json: (paths[at] ?? '$').trim(), ...picked(numbers[at] ?? ''), ...defaulted(defaults[at] ?? '') },
            ],
          ],
    ),
  );
}

/** 0 is any match, 1 the first; JMeter counts all with -1. */
function picked(number: string): { pick?: 'random' | 'all-count' } {
  if (number === '0') return { pick: 'random' };
  return number === '-1' ? { pick: 'all-count' } : {};
}

/** What people write so that they see a value was not found is not a value to send. */
function defaulted(value: string): { default?: string } {
  return value === '' || /^(?:nv_|not[_ -]?found|null$|none$|error)/i.test(value) ? {} : { default: value };
}

const MATCH = { not: 4, contains: 2, matches: 1, equals: 8, substring: 16 } as const;

/** null for an element that is not an assertion. */
export function jmxChecks(node: JmxNode, tools: ResponseTools): Checks | null {
  const get = (name: string): string => node.properties.get(name) ?? '';
  if (node.tag === 'DurationAssertion') return [{ time: `< ${get('DurationAssertion.duration') || '0'}ms` }];
  if (node.tag === 'JSONPathAssertion') return jsonCheck(get, tools);
  if (node.tag !== 'ResponseAssertion') return null;
  const type = Number(get('Assertion.test_type')) || 0;
  const field = get('Assertion.test_field').replace('Assertion.', '');
  const texts = node.texts.get('Asserion.test_strings') ?? node.texts.get('Assertion.test_strings') ?? [];
  return texts.flatMap((text) => {
    const check = responseCheck(field, type, tools.template(text));
    if (check === null) tools.say(`the assertion “${node.name}” was not carried over.`);
    return check === null ? [] : [check];
  });
}

function responseCheck(field: string, type: number, text: string): Checks[number] | null {
  const isNot = (type & MATCH.not) !== 0;
  const isPlain = (type & (MATCH.substring | MATCH.equals)) !== 0;
  if (field === 'response_code') return !isNot && /^[1-5]\d\d$/.test(text) ? { status: Number(text) } : null;
  if (field !== 'response_data' && field !== 'response_data_as_document') return null;
  if (isPlain) {
    if ((type & MATCH.equals) !== 0) return isNot ? null : { body: 'is', value: text };
    return { body: isNot ? 'not-contains' : 'contains', value: text };
  }
  return isNot ? null : { body: 'matches', value: text };
}

function jsonCheck(get: Get, { template }: ResponseTools): Checks {
  const json = get('JSON_PATH');
  const value = template(get('EXPECTED_VALUE'));
  if (get('JSONVALIDATION') !== 'true') return [{ json, exists: get('INVERT') !== 'true' }];
  return [get('ISREGEX') === 'true' ? { json, matches: value } : { json, is: value }];
}
