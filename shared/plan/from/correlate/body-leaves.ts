// The leaves of a request body in any format: JSON, a form, a multipart form, XML, plain text. Pure.
import { urlEncoded } from '../curl-body.ts';
import type { StepInput } from '../imported/imported.ts';
import { isFields } from '../imported/parts.ts';
import { parseJson } from '../../journey/value.ts';
import { filled, urlDecoded, type LeafChange, type TextSpan } from './leaf.ts';

type Body = NonNullable<StepInput['body']>;

/** Matches strings (keys with their colon) and numbers. */
const JSON_TOKEN = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** A longer text without a known format is not searched. */
const LONGEST_TEXT = 100_000;

export function bodyWith(body: Body, change: LeafChange): Body {
  if (typeof body === 'string') return textWith(body, change);
  if ('json' in body) return { ...body, json: objectWith(body.json, '', change) };
  if ('graphql' in body) {
    const { variables } = body;
    return variables === undefined ? body : { ...body, variables: objectWith(variables, '', change) };
  }
  if ('form' in body) return { ...body, form: objectWith(body.form, '', change) };
  if (!('multipart' in body)) return body;
  return {
    multipart: body.multipart.map((part) =>
      typeof part.value === 'string' ? { ...part, value: plainWith(part.name, part.value, change) } : part,
    ),
  };
}

function textWith(text: string, change: LeafChange): Body {
  if (/^\s*[{[]/.test(text) && parseJson(text) !== null) return jsonTextWith(text, change);
  if (/^\s*</.test(text)) return xmlWith(text, change);
  if (/^--[^\r\n]+\r?\n/.test(text)) return partsWith(text, change);
  if (/^[^\s<{]*=/.test(text) && !/[\r\n]/.test(text)) return formWith(text, change);
  return text.length > LONGEST_TEXT ? text : plainWith('', text, change);
}

function plainWith(field: string, text: string, change: LeafChange): string {
  return filled(text, spansIn(field, text, change), String);
}

/** If a text is JSON itself, its members are the leaves. */
function spansIn(field: string, text: string, change: LeafChange): readonly TextSpan[] {
  if (!/^\s*[{[]/.test(text) || text.length > LONGEST_TEXT || parseJson(text) === null)
    return change({ place: 'body', field, before: '', text });
  let member = field;
  return [...text.matchAll(JSON_TOKEN)].flatMap(({ 0: whole, 1: inner, 2: colon, index }) => {
    if (colon !== undefined) {
      member = inner ?? '';
      return [];
    }
    const held = inner ?? whole;
    const from = index + (inner === undefined ? 0 : 1);
    if (held.includes('\\')) return [];
    return change({ place: 'body', field: member, before: '', text: held }).map((span) => ({
      ...span,
      from: span.from + from,
      to: span.to + from,
    }));
  });
}

/**
 * Replaces strings and numbers and leaves the text around them unchanged. If a value would need escaping in JSON, the body
 * becomes an object.
 */
function jsonTextWith(text: string, change: LeafChange): Body {
  let field = '';
  let needsObject = false;
  const changed = text.replaceAll(JSON_TOKEN, (whole: string, inner: string | undefined, colon: string | undefined) => {
    const plain = inner === undefined ? whole : unquoted(inner);
    if (colon !== undefined) {
      field = plain;
      return whole;
    }
    const spans = inner === undefined ? change({ place: 'body', field, before: '', text: plain }) : spansIn(field, plain, change);
    if (spans.length === 0) return whole;
    if (inner === undefined) return spans.length === 1 ? (spans[0]?.hole ?? whole) : whole;
    needsObject ||= spans.some(({ from, to }) => /["\\\u0000-\u001f]/.test(plain.slice(from, to)));
    return `"${filled(plain, spans, escapedJson)}"`;
  });
  const parsed = needsObject ? parseJson(changed) : null;
  return parsed === null ? changed : { json: parsed.value };
}

function unquoted(inner: string): string {
  if (!inner.includes('\\')) return inner;
  const value = parseJson(`"${inner}"`)?.value;
  return typeof value === 'string' ? value : inner;
}

function escapedJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As an object, so that its values are encoded when they are sent. */
function formWith(text: string, change: LeafChange): Body {
  const pairs = text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [, name = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(pair) ?? [];
      const plain = urlDecoded(value.replaceAll('+', ' '));
      const field = urlDecoded(name.replaceAll('+', ' '));
      return { field, plain, pair, spans: spansIn(field, plain, change) };
    });
  if (pairs.every(({ spans }) => spans.length === 0)) return text;
  const form: Record<string, string | string[]> = {};
  for (const { field, plain, spans } of pairs) {
    const value = filled(plain, spans, (constant) => constant.replaceAll(/(?<!\\)\{\{/g, String.raw`\{{`));
    const before = form[field];
    form[field] = before === undefined ? value : [before, value].flat();
  }
  const names = pairs.map(({ field }) => field);
  // An object requires all values of one name to be adjacent.
  const isTogether = names.every((name, at) => names.indexOf(name) === at || names[at - 1] === name);
  if (isTogether && !names.some((name) => /^\d+$/.test(name))) return { form };
  return pairs
    .map(({ field, plain, pair, spans }) =>
      spans.length === 0 ? pair : `${urlEncoded(field)}=${filled(plain, spans, (constant) => urlEncoded(constant))}`,
    )
    .join('&');
}

/** The parts of a multipart form as a browser records them. */
function partsWith(text: string, change: LeafChange): string {
  return text.replaceAll(
    /(;\s*name="?([^";\r\n]*)"?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)([^]*?)(?=\r?\n--)/g,
    (whole: string, head: string, field: string, value: string) =>
      /filename=/i.test(head) || value.length > LONGEST_TEXT ? whole : head + plainWith(field, value, change),
  );
}

function xmlWith(text: string, change: LeafChange): string {
  return text.replaceAll(
    /<(?:\w[\w.-]*:)?(\w[\w.-]*)(?:\s[^<>]*)?>([^<>]+)(?=<)|\s([\w:.-]+)="([^"<>]*)"/g,
    (whole: string, element: string | undefined, held: string | undefined, attribute: string | undefined, value: string) => {
      const given = held ?? value;
      if (given.trim() === '') return whole;
      const start = whole.length - given.length - (held === undefined ? 1 : 0);
      const head = whole.slice(0, start);
      // A start tag may have attributes of its own.
      const opened = held === undefined ? head : attributesWith(head, change);
      return `${opened}${plainWith(element ?? attribute ?? '', given, change)}${held === undefined ? '"' : ''}`;
    },
  );
}

function attributesWith(tag: string, change: LeafChange): string {
  return tag.replaceAll(/(\s([\w:.-]+)=")([^"<>]*)(?=")/g, (_, head: string, field: string, value: string) =>
    value === '' ? head : head + plainWith(field, value, change),
  );
}

function objectWith<T>(given: T, field: string, change: LeafChange): T {
  const walk = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, name));
    if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, key)]));
    if (typeof value === 'string') return plainWith(name, value, change);
    if (typeof value !== 'number') return value;
    const [span] = change({ place: 'body', field: name, before: '', text: String(value) });
    return span?.hole ?? value;
  };
  const changed: T = JSON.parse(JSON.stringify(walk(given, field)));
  return changed;
}
