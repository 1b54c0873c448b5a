// The request of a HAR's entry as a step, and what of it a plan cannot hold. Pure.
import { escapeTemplate } from '../../journey/template.ts';
import { isOwnHeader } from '../../own-headers.ts';
import { headersOf } from '../../plan-headers.ts';
import { boundaryFor, multipartBody, urlEncoded } from '../curl-body.ts';
import type { StepInput } from '../imported/imported.ts';
import type { HarBody, HarEntry } from './har-entry.ts';

/** Headers that belong to the browser's connection or cache, or that the journey makes itself. */
const DROPPED: ReadonlySet<string> = new Set(['host', 'cookie', 'if-none-match', 'if-modified-since', 'proxy-connection']);

/** `say`: takes a sentence on what is left out. */
export function harStep(entry: HarEntry, say: (sentence: string) => void): StepInput {
  const where = `${entry.method} ${entry.address.path}`;
  const body = entry.body === null ? null : bodyOf(entry.body, typeOf(entry), where, say);
  if (entry.body === null) missingBody(entry, where, say);
  const kept = entry.headers.flatMap(([name, value]): [string, string][] => {
    const lower = name.toLowerCase();
    if (DROPPED.has(lower) || isOwnHeader(name)) return [];
    if (body?.type !== undefined && lower === 'content-type') return [];
    return [[name, escapeTemplate(lower === 'accept-encoding' ? readable(value) : value)]];
  });
  const headers = body?.type === undefined ? kept : [...kept, ['content-type', body.type] satisfies [string, string]];
  return {
    method: entry.method,
    url: escapeTemplate(entry.address.url),
    headers: headersOf(headers),
    ...(body === null ? {} : { body: body.text }),
  };
}

/** Codings that extraction and checks can read. */
function readable(value: string): string {
  const known = value.split(',').filter((one) => /^\s*(?:gzip|deflate|br|identity|\*)\b/i.test(one));
  return known.length === 0 ? 'gzip, deflate, br' : known.join(',').trim();
}

function typeOf({ headers, body }: HarEntry): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? body?.type ?? '';
}

interface StepBody {
  readonly text: string;
  /** Where it is not the one of the headers. */
  readonly type?: string;
}

function bodyOf({ text, parts }: HarBody, type: string, where: string, say: (sentence: string) => void): StepBody | null {
  const isMultipart = /^multipart\//i.test(type);
  if (text !== null && isBinary(text, type)) {
    say(
      `${where}: its body is ${text.length.toLocaleString('en')} bytes of binary data, which the plan does not hold. Save it as a file and name it as the body.`,
    );
    return null;
  }
  if (text !== null) {
    if (isMultipart && /filename="[^"]+"(?:\r?\n[^\r\n]+)*\r?\n\r?\n\r?\n--/.test(text))
      say(`${where}: the browser did not record the content of the file that was uploaded, so the file is empty.`);
    return { text: escapeTemplate(text) };
  }
  if (isMultipart) return multipart(parts, type, where, say);
  return { text: escapeTemplate(parts.map(({ name, value }) => `${urlEncoded(name)}=${urlEncoded(value)}`).join('&')) };
}

function multipart(parts: HarBody['parts'], type: string, where: string, say: (sentence: string) => void): StepBody {
  const form = parts.map(({ name, value, fileName, type: partType }) => {
    const isFile = fileName !== null;
    if (isFile) say(`${where}: the content of the file ${fileName} is not carried over, so it is sent empty.`);
    return {
      name,
      content: isFile ? '' : value,
      headers: [],
      ...(isFile ? { fileName } : {}),
      ...(partType === null ? {} : { type: partType }),
    };
  });
  const [, named] = /;\s*boundary="?([^";]+)/i.exec(type) ?? [];
  const boundary = named ?? boundaryFor(form);
  return {
    text: escapeTemplate(multipartBody(form, boundary, 'form-data')),
    type: named === undefined ? `multipart/form-data; boundary=${boundary}` : type,
  };
}

/** A HAR holds bytes as characters up to U+00FF. */
function isBinary(text: string, type: string): boolean {
  const isText = /^(?:text\/|application\/(?:json|xml|x-www-form-urlencoded|graphql|[\w.-]+\+(?:json|xml)))/i.test(type);
  return !isText && /[\u0000-\u0008\u000e-\u001f\u0080-\u009f\ufffd]/.test(text);
}

function missingBody({ headers, method }: HarEntry, where: string, say: (sentence: string) => void): void {
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  if (length > 0 && method !== 'GET' && method !== 'HEAD')
    say(`${where} sent ${length.toLocaleString('en')} bytes that the recording does not hold, so its body is empty.`);
}
