// One entry of a HAR: the request and its response, or why it does not become a request. Pure.
import { addressOf, type Address } from '../imported/address.ts';
import { bytesOfBase64, textOfBytes } from '../imported/base64.ts';
import { fieldsOf, isFields, listOf, numberIn, textOf, within, type Fields } from '../imported/parts.ts';

export interface HarEntry {
  readonly method: string;
  readonly address: Address;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: HarBody | null;
  /** Null if the file contains no response. */
  readonly status: number | null;
  /** In ms since 1970; NaN if the file does not say. */
  readonly startedAt: number;
  readonly durationMs: number | null;
  readonly resource: string;
  readonly responseType: string;
  readonly responseHeaders: readonly (readonly [name: string, value: string])[];
  readonly page: string;
  /** The content of the response as in the file. */
  readonly content: Fields;
}

export interface HarBody {
  readonly type: string;
  /** Null if the file only lists the parts. */
  readonly text: string | null;
  readonly parts: readonly HarPart[];
}

export interface HarPart {
  readonly name: string;
  readonly value: string;
  readonly fileName: string | null;
  readonly type: string | null;
}

/** Entries of a HAR that are not requests that can be sent. */
export type NotSent = 'unanswered' | 'websocket' | 'other-scheme' | 'broken';

export function readEntry(value: unknown): HarEntry | NotSent {
  const entry = fieldsOf(value);
  const request = fieldsOf(entry['request']);
  const response = fieldsOf(entry['response']);
  const given = textOf(request['url']).trim();
  const resource = textOf(entry['_resourceType']).toLowerCase();
  // Some programs write requests without a response; status 0 means that none came.
  const status = numberIn(response['status']);
  const isSocket = /^wss?:/i.test(given) || resource === 'websocket' || Array.isArray(entry['_webSocketMessages']);
  if (isSocket || status === 101) return 'websocket';
  if (!/^https?:/i.test(given)) return given === '' ? 'broken' : 'other-scheme';
  const address = addressOf(given);
  if (address === null || textOf(request['method']) === '') return 'broken';
  if (status === 0) return 'unanswered';
  return {
    method: textOf(request['method']),
    address,
    headers: pairsOf(request['headers']),
    body: bodyOf(request['postData']),
    status,
    startedAt: Date.parse(textOf(entry['startedDateTime'])),
    durationMs: numberIn(entry['time']),
    resource,
    responseType: textOf(within(response, 'content', 'mimeType')).toLowerCase(),
    responseHeaders: pairsOf(response['headers']),
    page: textOf(entry['pageref']),
    content: fieldsOf(response['content']),
  };
}

function pairsOf(value: unknown): readonly (readonly [string, string])[] {
  return listOf(value)
    .filter(isFields)
    .map((one) => [textOf(one['name']), textOf(one['value'])] as const)
    .filter(([name]) => name !== '' && !name.startsWith(':'));
}

/** In a HAR, a GET often has an empty body, which is ignored. */
function bodyOf(value: unknown): HarBody | null {
  if (!isFields(value)) return null;
  const text = textIn(value);
  const parts = listOf(value['params']).filter(isFields).map(partOf);
  if ((text === null || text === '') && parts.length === 0) return null;
  return { type: textOf(value['mimeType']), text: text === '' ? null : text, parts };
}

/** The body of the response; "" if the file does not contain it as text. */
export function responseText({ content, responseType }: HarEntry): string {
  if (content['encoding'] === 'base64' && /^(?:image|audio|video|font)\/|octet-stream/.test(responseType)) return '';
  return textIn(content) ?? '';
}

function textIn(data: Fields): string | null {
  const { text, encoding } = data;
  if (typeof text !== 'string') return null;
  return encoding === 'base64' ? textOfBytes(bytesOfBase64(text) ?? text) : text;
}

function partOf(part: Fields): HarPart {
  const fileName = part['fileName'] ?? part['filename'];
  return {
    name: decoded(textOf(part['name'])),
    value: decoded(textOf(part['value'])),
    fileName: typeof fileName === 'string' ? fileName : null,
    type: typeof part['contentType'] === 'string' && part['contentType'] !== '' ? part['contentType'] : null,
  };
}

/** Browsers write form parameters in their encoded form. */
function decoded(text: string): string {
  if (!/%[\da-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
