// The response to a failed request as it is shown to people: bounded, and without secrets.
import type { IncomingHttpHeaders } from 'node:http';
import { EXAMPLE_BODY_BYTES, EXAMPLE_HEADER_CHARACTERS, type FailureResponse } from '../../../shared/failure-example.ts';
import { isSecretHeader } from '../../../shared/plan/secret.ts';

/** Names in lower case. */
export type ResponseHeaders = Readonly<IncomingHttpHeaders>;

const NO_BYTES = Buffer.alloc(0);

/** Collects the beginning of a body up to a limit. */
export class BodyHead {
  readonly #limit: number;
  #first: Buffer | null = null;
  #isLent = false;
  #more: Buffer[] = [];
  #kept = 0;
  bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The bytes that were kept; the buffer is valid until more are added. */
  get content(): Buffer {
    const first = this.#first ?? NO_BYTES;
    if (this.#more.length === 0) return first;
    this.#first = Buffer.concat([first, ...this.#more]);
    this.#isLent = false;
    this.#more = [];
    return this.#first;
  }

  add(chunk: Buffer): void {
    // The chunk is copied, because undici's chunk keeps a whole read buffer in memory.
    const part = Buffer.from(this.#fitting(chunk));
    if (this.#first === null) this.#first = part;
    else if (part.length > 0) this.#more.push(part);
  }

  /** Keeps the first chunk without a copy. The caller must call `keep` before its bytes change. */
  lend(chunk: Buffer): void {
    if (this.#first !== null) return this.add(chunk);
    this.#first = this.#fitting(chunk);
    this.#isLent = true;
  }

  keep(): void {
    if (!this.#isLent || this.#first === null) return;
    this.#first = Buffer.from(this.#first);
    this.#isLent = false;
  }

  /** The text that an example of a failure shows. */
  toText(): string {
    return this.content.toString('utf8', 0, EXAMPLE_BODY_BYTES);
  }

  #fitting(chunk: Buffer): Buffer {
    this.bytes += chunk.length;
    const room = this.#limit - this.#kept;
    const part = chunk.length <= room ? chunk : chunk.subarray(0, Math.max(0, room));
    this.#kept += part.length;
    return part;
  }
}

interface Heard {
  readonly status: number;
  readonly statusText: string;
  readonly headers: ResponseHeaders;
  readonly body: BodyHead | null;
  /** Values that are hidden wherever the server echoes them. */
  readonly secrets: readonly string[];
}

export function failureResponse({ status, statusText, headers, body, secrets }: Heard): FailureResponse {
  const all = Object.entries(headers).flatMap(([name, value]) => valuesOf(value).map((one) => ({ name, value: one })));
  let room = EXAMPLE_HEADER_CHARACTERS;
  const kept = all.filter(({ name, value }) => {
    room -= name.length + value.length;
    return room >= 0;
  });
  return {
    status,
    statusText: statusText.slice(0, 200),
    headers: kept.map(({ name, value }) => ({ name, value: isSecretHeader(name) ? null : hide(value, secrets) })),
    headersLeftOut: all.length - kept.length,
    body: body === null ? null : hide(body.toText(), secrets),
    bodyBytes: body?.bytes ?? 0,
  };
}

/** The Server-Timing header, without the secrets of the request whose headers were `sent`; null if there is none. */
export function serverTimingOf(headers: ResponseHeaders, sent: readonly string[]): string | null {
  const values = valuesOf(headers['server-timing']);
  return values.length === 0 ? null : hide(values.join(', '), secretValues(sent));
}

/** The secrets of the plan itself: the values of its secret headers, also without a leading "Bearer" or "Basic". */
export function secretValues(headers: readonly string[]): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const value = headers[at + 1] ?? '';
    if (!isSecretHeader(headers[at] ?? '') || value === '') continue;
    values.push(value, ...value.split(' ').slice(1));
  }
  // Very short values are not hidden, because they would hide harmless words.
  return values.filter((value) => value.length >= 4);
}

function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function hide(text: string, secrets: readonly string[]): string {
  return secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '(hidden)'), text);
}
