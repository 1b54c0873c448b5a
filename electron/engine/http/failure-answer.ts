// The answer of a failed request as people may read it: bounded, and without secrets.
import type { IncomingHttpHeaders } from 'node:http';
import { EXAMPLE_BODY_BYTES, EXAMPLE_HEADER_CHARACTERS, type FailureAnswer } from '../../../shared/failure-example.ts';
import { isSecretHeader } from '../../../shared/plan/secret.ts';

/** Names in lower case. */
export type AnswerHeaders = Readonly<IncomingHttpHeaders>;

/** Collects the beginning of a body. */
export class BodyHead {
  readonly #chunks: Buffer[] = [];
  #kept = 0;
  bytes = 0;

  add(chunk: Buffer): void {
    this.bytes += chunk.length;
    const room = EXAMPLE_BODY_BYTES - this.#kept;
    if (room <= 0) return;
    // A copy, because undici's chunk holds on to a whole read buffer.
    const part = Buffer.from(chunk.subarray(0, room));
    this.#chunks.push(part);
    this.#kept += part.length;
  }

  toText(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

interface Heard {
  readonly status: number;
  readonly statusText: string;
  readonly headers: AnswerHeaders;
  readonly body: BodyHead | null;
  /** Values that must not be repeated, wherever the server echoes them. */
  readonly secrets: readonly string[];
}

export function failureAnswer({ status, statusText, headers, body, secrets }: Heard): FailureAnswer {
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

/** The plan's own secrets: values of its secret headers, and what stands in them after "Bearer" or "Basic". */
export function secretsOf(headers: readonly string[]): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const value = headers[at + 1] ?? '';
    if (!isSecretHeader(headers[at] ?? '') || value === '') continue;
    values.push(value, ...value.split(' ').slice(1));
  }
  // The shortest would hide harmless words.
  return values.filter((value) => value.length >= 4);
}

function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function hide(text: string, secrets: readonly string[]): string {
  return secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '(hidden)'), text);
}
