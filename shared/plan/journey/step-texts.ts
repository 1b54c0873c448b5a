// Every text of a step that may contain holes, with its path in the plan.
import type { Body } from './body-schema.ts';
import type { Check } from './check-schema.ts';
import type { Extract } from './extract-schema.ts';
import type { Headers } from '../plan-headers.ts';
import type { JsonValue } from './value.ts';

export interface PlacedText {
  readonly text: string;
  readonly path: readonly (string | number)[];
  /** True for a text that is used after the response: then it may use what the step itself extracts. */
  readonly isAfter: boolean;
}

/** The fields of an `auth`: texts, or lists and objects of them. */
export type AuthTexts = Readonly<Record<string, JsonValue | undefined>>;

export interface TextStep {
  readonly name: string;
  readonly url: string;
  readonly headers: Headers;
  readonly auth?: AuthTexts | undefined;
  readonly body?: Body | undefined;
  readonly extract?: Readonly<Record<string, Extract>> | undefined;
  readonly checks?: readonly Check[] | undefined;
}

export function textsOf(step: TextStep): readonly PlacedText[] {
  const { url, headers, auth, body, extract, checks } = step;
  return [
    { text: url, path: ['url'], isAfter: false },
    ...jsonTexts(headers, ['headers'], false),
    ...authTextsOf(auth),
    ...bodyTexts(body),
    ...Object.entries(extract ?? {}).flatMap(([name, one]) => extractTexts(one, ['extract', name])),
    ...(checks ?? []).flatMap((check, at) => checkTexts(check, ['checks', at])),
  ];
}

export function authTextsOf(auth: AuthTexts = {}): readonly PlacedText[] {
  return Object.entries(auth).flatMap(([name, text = '']) => jsonTexts(text, ['auth', name], false));
}

function bodyTexts(body: Body | undefined): readonly PlacedText[] {
  if (body === undefined) return [];
  if (typeof body === 'string') return [{ text: body, path: ['body'], isAfter: false }];
  if ('json' in body) return jsonTexts(body.json, ['body', 'json'], false);
  if ('form' in body) return jsonTexts(body.form, ['body', 'form'], false);
  if ('file' in body) return [];
  if ('multipart' in body)
    return body.multipart.flatMap(({ name, value = '', fileName = '' }, at) =>
      jsonTexts({ name, value, fileName }, ['body', 'multipart', at], false),
    );
  const { graphql, operation = '', variables = {} } = body;
  return [...jsonTexts({ graphql, operation }, ['body'], false), ...jsonTexts(variables, ['body', 'variables'], false)];
}

/** Texts around a value, and names of headers and cookies, contain no holes. */
function extractTexts(extract: Extract, path: readonly (string | number)[]): readonly PlacedText[] {
  const { json = '', css = '', regex = '', part = '', default: otherwise = '' } = extract;
  return jsonTexts({ json, css, regex, part, default: otherwise }, path, true);
}

function checkTexts(check: Check, path: readonly (string | number)[]): readonly PlacedText[] {
  if ('status' in check) return jsonTexts({ status: check.status }, path, true);
  if ('time' in check) return jsonTexts({ time: check.time }, path, true);
  if ('body' in check) return jsonTexts({ value: check.value }, path, true);
  if ('header' in check) {
    const { is = '', contains = '', matches = '' } = check;
    return jsonTexts({ is, contains, matches }, path, true);
  }
  const { json, is = '', isNot = '', contains = '', matches = '', value = '', count = '' } = check;
  return jsonTexts({ json, is, isNot, contains, matches, value, count }, path, true);
}

function jsonTexts(value: JsonValue, path: readonly (string | number)[], isAfter: boolean): readonly PlacedText[] {
  if (typeof value === 'string') return value.includes('{{') ? [{ text: value, path, isAfter }] : [];
  if (Array.isArray(value)) return value.flatMap((one, at) => jsonTexts(one, [...path, at], isAfter));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    ...jsonTexts(key, [...path, key], isAfter),
    ...jsonTexts(one, [...path, key], isAfter),
  ]);
}
