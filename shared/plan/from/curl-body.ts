// Builds bodies as curl does: data for a URL's query, and multipart forms. Pure.
import { lastPartOf, mediaTypeOf } from '../journey/media-type.ts';
import type { FormField } from '../journey/body-schema.ts';
import { headersOf, type HeaderPair } from '../plan-headers.ts';
import { refuse } from './refusal.ts';
import { shorten } from '../../shorten.ts';

/** Encodes as curl does: everything except letters, digits and -._~, with a plus for a blank. */
export function urlEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** "content", "=content" or "name=content"; an @ before any equals sign names a file, whose content `read` returns. */
export function urlEncodedField(given: string, read: (file: string) => string = noFile): string {
  const equals = given.indexOf('=');
  if (equals > 0) return `${given.slice(0, equals)}=${urlEncoded(given.slice(equals + 1))}`;
  if (equals === 0) return urlEncoded(given.slice(1));
  const at = given.indexOf('@');
  if (at < 0) return urlEncoded(given);
  return `${at === 0 ? '' : `${given.slice(0, at)}=`}${urlEncoded(read(given.slice(at + 1)))}`;
}

function noFile(file: string): never {
  return refuse(fileSentence(file));
}

export function fileSentence(file: string): string {
  const name = /^-?$/.test(file) ? 'the standard input' : `the file ${shorten(file)}`;
  return `This cURL command reads its body from ${name}. Write the body in a plan instead.`;
}

export interface CurlFormPart {
  readonly name: string;
  /** The text, or the path of a file: "@" sends it as a file, "<" as text. */
  readonly content: string;
  readonly source?: '@' | '<';
  readonly type?: string;
  readonly fileName?: string;
  readonly headers: readonly string[];
}

/** `name=content`, optionally with ;type=, ;filename= and ;headers=. With `isPlain` the content is literal. */
export function formPart(given: string, isPlain: boolean): CurlFormPart {
  const equals = given.indexOf('=');
  if (equals < 0) refuse(`The form field ${shorten(given)} has no value. Write it as name=content.`);
  const name = given.slice(0, equals);
  const content = given.slice(equals + 1);
  if (isPlain) return { name, content, headers: [] };
  if (content.startsWith('(')) refuse('This cURL command nests one form in another. Write the body in a plan instead.');
  const source = content.startsWith('@') ? '@' : content.startsWith('<') ? '<' : null;
  if (source === null) return { name, ...partSettings(content) };
  const part = partSettings(content.slice(1));
  if (part.content === '-' || part.content === '') refuse(fileSentence('-'));
  if (/,/.test(part.content) && !content.startsWith(`${source}"`))
    refuse(`The form field ${shorten(name)} has several files in one. Write a field for each of them.`);
  return { name, ...part, source };
}

/** The parts of a form as a plan writes them. */
export function planParts(parts: readonly CurlFormPart[]): FormField[] {
  return parts.map(({ name, content, source, type, fileName, headers }) => {
    const pairs = headers.map((line): HeaderPair => [
      line.slice(0, Math.max(0, line.indexOf(':'))).trim(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]);
    const rest = {
      name,
      ...(fileName === undefined ? {} : { fileName }),
      ...(pairs.length === 0 ? {} : { headers: headersOf(pairs) }),
    };
    if (source === undefined) return { ...rest, value: content, ...(type === undefined ? {} : { type }) };
    if (source === '<') return { fileName: '', ...rest, file: content, type: type ?? '' };
    const guessed = type ?? typeOfFile(lastPartOf(content)) ?? 'application/octet-stream';
    return { ...rest, file: content, ...(guessed === mediaTypeOf(content) ? {} : { type: guessed }) };
  });
}

const SETTING = /^;\s*(type|filename|headers|encoder)=(?:"((?:[^"\\]|\\[^])*)"|([^;]*))/;

function partSettings(given: string): Omit<CurlFormPart, 'name'> {
  const [quoted, inner] = /^\s*"((?:[^"\\]|\\["\\])*)"(?=;|$)/.exec(given) ?? [];
  const text = inner === undefined ? (/^[^;]*(?:;(?!\s*(?:type|filename|headers|encoder)=)[^;]*)*/.exec(given)?.[0] ?? '') : '';
  let rest = given.slice((quoted ?? text).length);
  const content = inner === undefined ? withoutUnknownSettings(text) : inner.replaceAll(/\\(["\\])/g, '$1');
  let part: Omit<CurlFormPart, 'name'> = { content, headers: [] };
  while (rest !== '') {
    const [whole = rest, key, inQuotes, bare = ''] = SETTING.exec(rest) ?? [];
    const value = inQuotes?.replaceAll(/\\([^])/g, '$1') ?? bare;
    if (key === 'type') part = { ...part, type: typeWithParameters(value, rest.slice(whole.length)) };
    else if (key === 'filename') part = { ...part, fileName: value };
    else if (key === 'headers') part = { ...part, headers: [...part.headers, headerOfPart(value)] };
    else if (key === 'encoder')
      refuse(`A plan cannot encode a form field as ${shorten(value)}. Write the body in a plan instead.`);
    rest = rest
      .slice(whole.length)
      .replace(key === 'type' ? /^(?:;\s*(?!type|filename|headers|encoder)[^;=]+=[^;]*)*/ : /^(?!)/, '');
  }
  const type = part.type ?? typeOfFile(part.fileName);
  return type === undefined ? part : { ...part, type };
}

const FILE_TYPES: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  pdf: 'application/pdf',
  xml: 'application/xml',
};

/** The type that curl derives from the file's name. */
function typeOfFile(name = ''): string | undefined {
  return FILE_TYPES[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
}

/** curl ends unquoted content at the first semicolon and trims blanks. */
function withoutUnknownSettings(text: string): string {
  return (/^[^;]*/.exec(text)?.[0] ?? '').replaceAll(/^[ \t\r\n\v\f]+|[ \t\r\n\v\f]+$/g, '');
}

function typeWithParameters(type: string, rest: string): string {
  return type.trim() + (/^(?:;\s*(?!type|filename|headers|encoder)[^;=]+=[^;]*)*/.exec(rest)?.[0] ?? '');
}

function headerOfPart(value: string): string {
  return /^[@<]/.test(value)
    ? refuse(`This cURL command reads headers from the file ${shorten(value.slice(1))}. Write them in a plan.`)
    : value;
}
