// A request and its response as they are shown to people: decoded, bounded, and without secrets.
import { HIDDEN, hideSecretsIn, isSecretHeader } from '../../shared/plan/secret.ts';
import { MOST_TRIED_BODY, type TriedExchange, type TriedHeader, type TriedResponse } from '../../shared/try-once.ts';
import type { CapturedResponse, HttpClient } from './http/http-client.ts';
import type { RequestBody } from './http/request-body.ts';
import type { RequestTemplate } from './http/request-template.ts';
import { Received } from './journey/received.ts';
import type { Redact } from './journey/redact.ts';

/** What may be shown. */
interface Shown {
  readonly redact: Redact;
  /** True if a step extracted this text from a response. */
  readonly hasMade: (text: string) => boolean;
}

/** The sent and received parts of a request that has ended. */
export function exchangeOf(request: RequestTemplate, client: HttpClient, shown: Shown): TriedExchange {
  const { redact } = shown;
  const { sentAt, endedAt, firstByteAt, dns, connecting, tlsHandshaking, reused, resumed } = client;
  const captured = client.captured();
  const { method, origin, path, headers, body } = request;
  const given = headers.flatMap((name, at) => (at % 2 === 0 ? [{ name, value: headers[at + 1] ?? '' }] : []));
  const hasHost = given.some(({ name }) => name.toLowerCase() === 'host');
  const pairs = hasHost ? given : [{ name: 'host', value: new URL(origin).host }, ...given];
  return {
    request: {
      method,
      url: redact(hideSecretsIn(origin + path, [])),
      headers: pairs.map((pair) => shownHeader(pair, shown)),
      body: hideSecretsIn(redact(bodyWords(body)), []),
      bytes: known(client.bytesOut),
    },
    response:
      captured === null ? null : responseOf(captured, client.failureResponse()?.statusText ?? '', endedAt - sentAt, shown),
    times: {
      service: known(endedAt - sentAt) ?? 0,
      firstByte: known(firstByteAt - sentAt),
      dns: known(dns),
      connecting: known(connecting),
      tlsHandshaking: known(tlsHandshaking),
    },
    isReused: reused,
    isResumed: resumed,
  };
}

/** A file that is read while it is sent is only named. */
function bodyWords(body: RequestBody | null): string {
  if (body === null || Buffer.isBuffer(body)) return body?.toString() ?? '';
  return body.parts
    .map((part) => (Buffer.isBuffer(part) ? part.toString() : `(the file ${part.path}, ${part.bytes} bytes)`))
    .join('');
}

function responseOf(captured: CapturedResponse, statusText: string, serviceMs: number, shown: Shown): TriedResponse {
  const { redact } = shown;
  const { status, headers, bodyBytes } = captured;
  const received = new Received(captured, serviceMs);
  const { isCut } = received;
  const whole = redact(received.text);
  const lines = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => ({ name, value: one })));
  return {
    status,
    statusText: redact(statusText),
    headers: lines.map((line) => shownHeader(line, shown)),
    body: whole.includes('\0') ? null : whole.slice(0, MOST_TRIED_BODY),
    image: isCut ? null : imageOf(received),
    bodyBytes,
    isCut: isCut || whole.length > MOST_TRIED_BODY,
  };
}

/** Image types that a page can show without running any script. */
const IMAGE_TYPE = /^image\/(?:png|jpeg|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)$/;

function imageOf(received: Received): string | null {
  const type = received.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const { bytes } = received;
  return IMAGE_TYPE.test(type) && bytes.length <= MOST_TRIED_BODY ? `data:${type};base64,${bytes.toString('base64')}` : null;
}

/** A token that a step extracted is shown among its values, so it is shown here as well. */
function shownHeader({ name, value }: TriedHeader, { redact, hasMade }: Shown): TriedHeader {
  const token = /^Bearer (\S+)$/.exec(value)?.[1];
  return { name, value: isSecretHeader(name) && (token === undefined || !hasMade(token)) ? HIDDEN : redact(value) };
}

function known(milliseconds: number): number | null {
  return Number.isNaN(milliseconds) ? null : Math.round(milliseconds * 1000) / 1000;
}
