// Makes the body that an operation expects, from its examples or its schema. Pure.
import { escapeTemplate } from '../../journey/template.ts';
import type { JsonValue } from '../../journey/value.ts';
import type { StepInput } from '../imported/imported.ts';
import { fieldsOf, isFields, listOf, textOf, type Fields } from '../imported/parts.ts';
import type { ApiDocument } from './document.ts';
import { exampleOf, xmlOf } from './sample.ts';

export interface MadeBody {
  readonly body: NonNullable<StepInput['body']>;
  /** Null if the kind of body implies it. */
  readonly type: string | null;
}

/** Content types in order of preference. */
const LIKED = [/[/+]json\b/i, /x-www-form-urlencoded/i, /^multipart\//i, /^text\//i, /[/+]xml\b/i];

export function requestBody(operation: Fields, document: ApiDocument, say: (sentence: string) => void): MadeBody | null {
  return document.isSwagger ? swaggerBody(operation, document, say) : openApiBody(operation, document, say);
}

function openApiBody(operation: Fields, document: ApiDocument, say: (sentence: string) => void): MadeBody | null {
  const content = fieldsOf(document.fields(operation['requestBody'])['content']);
  const types = Object.keys(content);
  const type = LIKED.map((liked) => types.find((one) => liked.test(one))).find((one) => one !== undefined) ?? types[0];
  if (type === undefined) return null;
  const media = document.fields(content[type]);
  const example = exampleOf(media, media['schema'], document);
  const xml = isXml(type) && typeof example !== 'string' ? xmlOf(media['schema'], document) : null;
  return bodyOf(type, xml ?? example, fileFields(media['schema'], document), say);
}

function swaggerBody(operation: Fields, document: ApiDocument, say: (sentence: string) => void): MadeBody | null {
  const parameters = listOf(operation['parameters']).map((one) => document.fields(one));
  const types = listOf(operation['consumes'] ?? document.root['consumes']).map(textOf);
  const body = parameters.find((one) => one['in'] === 'body');
  if (body !== undefined) {
    const type = types.find((one) => /json/i.test(one)) ?? types[0] ?? 'application/json';
    const xml = isXml(type) ? xmlOf(body['schema'], document) : null;
    return bodyOf(type, xml ?? exampleOf(body, body['schema'], document), new Set(), say);
  }
  const fields = parameters.filter((one) => one['in'] === 'formData');
  if (fields.length === 0) return null;
  const files = new Set(fields.filter((one) => one['type'] === 'file').map((one) => textOf(one['name'])));
  const values = Object.fromEntries(fields.map((one) => [textOf(one['name']), exampleOf(one, one, document)]));
  const type =
    files.size > 0 || types.some((one) => one.startsWith('multipart/'))
      ? 'multipart/form-data'
      : 'application/x-www-form-urlencoded';
  return bodyOf(type, values, files, say);
}

function isXml(type: string): boolean {
  return /[/+]xml\b/i.test(type);
}

/** Properties that contain bytes. */
function fileFields(schema: unknown, document: ApiDocument): ReadonlySet<string> {
  const { allOf, properties: own } = document.fields(schema);
  const inherited = listOf(allOf).map((one) => fieldsOf(document.fields(one)['properties']));
  const properties: Fields = Object.assign({}, ...inherited, fieldsOf(own));
  const isFile = (value: unknown): boolean => {
    const { format, contentMediaType, contentEncoding } = document.fields(value);
    return format === 'binary' || (contentMediaType !== undefined && contentEncoding === undefined);
  };
  return new Set(
    Object.keys(properties).filter((name) => isFile(properties[name]) || isFile(fieldsOf(properties[name])['items'])),
  );
}

function bodyOf(type: string, value: JsonValue, files: ReadonlySet<string>, say: (sentence: string) => void): MadeBody | null {
  if (type === '*/*' && value !== null && typeof value === 'object') return bodyOf('application/json', value, files, say);
  if (/[/+]json\b/i.test(type)) {
    if (value === null) say('its body has no example, and none could be made of its schema. Write it under Body.');
    if (typeof value === 'string' && looksLikeJson(value)) return { body: escapeTemplate(value), type };
    return { body: { json: escaped(value) }, type: /^application\/json$/i.test(type) ? null : type };
  }
  const fields = isFields(value) ? Object.entries(value) : null;
  if (/x-www-form-urlencoded/i.test(type) && fields !== null)
    return { body: { form: Object.fromEntries(fields.map(([name, one]) => [name, scalar(one)])) }, type: null };
  if (/^multipart\//i.test(type)) return multipart(fields ?? [], files, say);
  if (/ndjson|jsonl|json-seq/i.test(type) && value !== null)
    return { body: `${escapeTemplate(typeof value === 'string' ? value : JSON.stringify(value))}\n`, type };
  if (/^text\//i.test(type) && (typeof value === 'number' || typeof value === 'boolean')) return { body: String(value), type };
  if (typeof value === 'string' && value !== '' && !/octet-stream|^image\//i.test(type))
    return { body: escapeTemplate(value), type };
  say(`its body is of the type ${type}, for which the document gives no example. Write it under Body.`);
  return null;
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

function escaped(value: JsonValue): JsonValue {
  if (typeof value === 'string') return escapeTemplate(value);
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, escaped(one)]));
}

function scalar(value: unknown): string | number | boolean | (string | number | boolean)[] {
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'number' || typeof one === 'boolean' ? one : escapeTemplate(textOf(one))));
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return escapeTemplate(isFields(value) ? JSON.stringify(value) : textOf(value));
}

function multipart(
  fields: readonly (readonly [string, unknown])[],
  files: ReadonlySet<string>,
  say: (sentence: string) => void,
): MadeBody | null {
  if (fields.length === 0) return null;
  const parts = fields.map(([name, value]) => {
    if (!files.has(name)) return { name, value: formText(value) };
    say(`the file of the field “${name}” is not in the document, so it is sent empty.`);
    return { name, value: '', fileName: 'file.bin', type: 'application/octet-stream' };
  });
  return { body: { multipart: parts }, type: null };
}

function formText(value: unknown): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return escapeTemplate(isFields(value) || Array.isArray(value) ? JSON.stringify(value) : textOf(value));
}
