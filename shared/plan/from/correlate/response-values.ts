// The values of a recorded response that a later request could have taken, each with how to take it. Pure.
import { getAttributeValue } from 'domutils';
import { isTag, type ChildNode, type Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { keyStep } from '../imported/key-step.ts';
import type { RecordedResponse, StepInput } from '../imported/imported.ts';
import { isFields } from '../imported/parts.ts';
import { parseJson } from '../../journey/value.ts';

type Extract = NonNullable<StepInput['extract']>[string];

export interface ResponseValue {
  readonly value: string;
  readonly extract: Extract;
  /** What it is called where it stands: the key, header or field. */
  readonly word: string;
  /** Lower is preferred: JSON, header, CSS. */
  readonly rank: number;
}

/** Headers that no later request takes its values from. */
const PLAIN_HEADER =
  /^(?:date|server|content-.*|cache-control|expires|vary|connection|keep-alive|transfer-encoding|age|via|set-cookie|strict-transport-security|access-control-.*|x-(?:powered-by|frame-options|content-type-options|xss-protection|cache.*)|alt-svc|accept-ranges|last-modified|pragma|server-timing|report-to|nel|cf-.*|referrer-policy|permissions-policy)$/i;
const MOST_LEAVES = 20_000;

export function responseValues({ headers, text, type }: RecordedResponse): readonly ResponseValue[] {
  return [...bodyValues(text, type), ...headers.flatMap(([name, value]) => headerValue(name, value))];
}

function headerValue(name: string, value: string): readonly ResponseValue[] {
  if (PLAIN_HEADER.test(name) || name.toLowerCase() === 'location' || value === '') return [];
  return [{ value, extract: { header: name.toLowerCase() }, word: name, rank: 1 }];
}

function bodyValues(text: string, type: string): readonly ResponseValue[] {
  if (/json/i.test(type) || /^\s*[{[]/.test(text)) {
    const parsed = parseJson(text.replace(/^\uFEFF/, ''));
    if (parsed !== null) return jsonValues(parsed.value);
  }
  return /html|xml/i.test(type) || /^\s*<(?:!doctype|html)/i.test(text) ? htmlValues(text) : [];
}

function jsonValues(value: unknown): readonly ResponseValue[] {
  const found: ResponseValue[] = [];
  const walk = (inner: unknown, path: string, word: string): void => {
    if (found.length >= MOST_LEAVES) return;
    if (Array.isArray(inner)) inner.forEach((one, at) => walk(one, `${path}[${at}]`, word));
    else if (isFields(inner)) for (const [key, one] of Object.entries(inner)) walk(one, path + keyStep(key), key);
    else if (typeof inner === 'string' || typeof inner === 'number')
      found.push({ value: String(inner), extract: { json: path }, word, rank: 0 });
  };
  walk(value, '$', '');
  return found;
}

/** Fields of forms and meta elements, by their names. */
function htmlValues(text: string): readonly ResponseValue[] {
  const found: ResponseValue[] = [];
  const seen = new Map<string, number>();
  const add = (element: Element, tag: string, named: string, held: string): void => {
    const name = getAttributeValue(element, named);
    const value = getAttributeValue(element, held);
    if (name === undefined || value === undefined || name === '' || value === '') return;
    const css = `${tag}[${named}="${name.replaceAll(/["\\]/g, String.raw`\$&`)}"]`;
    const count = (seen.get(css) ?? 0) + 1;
    seen.set(css, count);
    // A selector gives the first of its kind; the others are not reached by it.
    if (count === 1) found.push({ value, extract: { css, attr: held }, word: name, rank: 2 });
  };
  const walk = (nodes: readonly ChildNode[]): void => {
    for (const node of nodes) {
      if (!isTag(node)) continue;
      if (node.name === 'input' || node.name === 'button') add(node, node.name, 'name', 'value');
      if (node.name === 'meta') add(node, 'meta', 'name', 'content');
      walk(node.children);
    }
  };
  walk(parseDocument(text).children);
  return found;
}

/** Takes a text from between what stands around it, where nothing else is reached by that. null where it is not in the body. */
export function betweenExtract(text: string, value: string): Extract | null {
  const at = text.indexOf(value);
  if (at < 0) return null;
  const right = text.slice(at + value.length, at + value.length + 1);
  for (const length of [16, 32, 64, 8]) {
    const left = text.slice(Math.max(0, at - length), at);
    if (left === '' || right === '' || /[\r\n]/.test(left + right)) continue;
    const first = text.indexOf(left);
    const end = text.indexOf(right, first + left.length);
    if (text.slice(first + left.length, end) === value) return { between: [left, right] };
  }
  return null;
}
