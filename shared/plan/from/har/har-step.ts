// Turns the request of a HAR entry into a step, and says what a plan cannot contain of it. Pure.
import { escapeTemplate } from '../../journey/template.ts';
import { isOwnHeader } from '../../own-headers.ts';
import { headersOf } from '../../plan-headers.ts';
import { urlEncoded } from '../curl-body.ts';
import { bytesOfBase64, utf8Bytes } from '../imported/base64.ts';
import type { StepInput } from '../imported/imported.ts';
import type { HarBody, HarEntry, HarPart } from './har-entry.ts';

/** Headers that belong to the browser's connection or cache, or that the journey sets itself. */
const DROPPED: ReadonlySet<string> = new Set(['host', 'cookie', 'if-none-match', 'if-modified-since', 'proxy-connection']);

export interface HarTools {
  /** Receives a sentence about what is left out. */
  readonly say: (sentence: string) => void;
  /** Stores bytes beside the plan and returns the name that the plan uses for them. */
  readonly keep: (name: string, bytes: string) => string;
}

export function harStep(entry: HarEntry, tools: HarTools): StepInput {
  const where = `${entry.method} ${entry.address.path}`;
  const say = (sentence: string): void => tools.say(`${where}: ${sentence}`);
  const body = entry.body === null ? undefined : bodyOf(entry.body, typeOf(entry), { ...tools, say });
  if (entry.body === null) missingBody(entry, say);
  const isForm = typeof body === 'object' && 'multipart' in body;
  const headers = entry.headers.flatMap(([name, value]): [string, string][] => {
    const lower = name.toLowerCase();
    // The form sets its own boundary.
    if (DROPPED.has(lower) || isOwnHeader(name) || (isForm && lower === 'content-type')) return [];
    return [[name, escapeTemplate(lower === 'accept-encoding' ? readable(value) : value)]];
  });
  const isTyped = typeof body !== 'string' || headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (!isTyped && entry.body !== null && entry.body.type !== '') headers.push(['content-type', entry.body.type]);
  return {
    method: entry.method,
    url: escapeTemplate(entry.address.url),
    headers: headersOf(headers),
    ...(body === undefined ? {} : { body }),
    // A virtual user has no browser cache, so no server will respond with 304.
    ...(entry.status === null || entry.status === 304 ? {} : { checks: [{ status: entry.status }] }),
  };
}

/** Content codings that extractions and checks can read. */
function readable(value: string): string {
  const known = value.split(',').filter((one) => /^\s*(?:gzip|deflate|br|identity|\*)\b/i.test(one));
  return known.length === 0 ? 'gzip, deflate, br' : known.join(',').trim();
}

function typeOf({ headers, body }: HarEntry): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? body?.type ?? '';
}

function bodyOf({ text, parts }: HarBody, type: string, { say, keep }: HarTools): StepInput['body'] {
  const isMultipart = /^multipart\//i.test(type);
  if (text !== null && isBinary(text, type)) return { file: keep('body.bin', text), type: '' };
  if (text !== null) {
    if (isMultipart && /filename="[^"]+"(?:\r?\n[^\r\n]+)*\r?\n\r?\n\r?\n--/.test(text))
      say('the browser did not record the content of the file that was uploaded, so the file is empty.');
    return escapeTemplate(text);
  }
  if (!isMultipart) return escapeTemplate(parts.map(({ name, value }) => `${urlEncoded(name)}=${urlEncoded(value)}`).join('&'));
  return {
    multipart: parts.map((part) => ({
      name: escapeTemplate(part.name),
      ...(part.fileName === null
        ? { value: escapeTemplate(part.value) }
        : { file: keep(part.fileName.replace(/^.*[\\/]/, '') || 'file.bin', bytesOf(part)), fileName: part.fileName }),
      ...(part.type === null ? {} : { type: part.type }),
    })),
  };
}

/** Some programs write the content of a file as a data: URL or as base64, others unchanged. */
function bytesOf({ value, type }: HarPart): string {
  const [, encoded] = /^data:[^,]*;base64,([^]*)$/.exec(value) ?? [];
  if (encoded !== undefined) return bytesOfBase64(encoded) ?? value;
  const isText = type !== null && /^text\/|json|xml/i.test(type);
  return isText || value === '' ? utf8Bytes(value) : (bytesOfBase64(value) ?? utf8Bytes(value));
}

/** A HAR contains bytes as characters up to U+00FF. */
function isBinary(text: string, type: string): boolean {
  const isText = /^(?:text\/|application\/(?:json|xml|x-www-form-urlencoded|graphql|[\w.-]+\+(?:json|xml)))/i.test(type);
  return !isText && /[\u0000-\u0008\u000e-\u001f\u0080-\u009f\ufffd]/.test(text);
}

function missingBody({ headers, method }: HarEntry, say: (sentence: string) => void): void {
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  if (length > 0 && method !== 'GET' && method !== 'HEAD')
    say(`it sent ${length.toLocaleString('en')} bytes that the recording does not hold, so its body is empty.`);
}
