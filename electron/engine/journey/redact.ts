// Hides the values of secrets wherever a server repeats them, also as URLs, JSON and basic authentication write them.
import type { FailureResponse } from '../../../shared/failure-example.ts';
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import { HIDDEN } from '../../../shared/plan/secret.ts';

export type Redact = (text: string) => string;

/** A secret of a few letters would hide harmless words as well; it is hidden all the same. */
export function redactor(secrets: readonly string[]): Redact {
  const written = [...new Set(secrets.flatMap(writings))].toSorted((a, b) => b.length - a.length);
  return (text) => written.reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), text);
}

/** Every text in it, names included. */
export function redactValue(value: JsonValue, redact: Redact): JsonValue {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((one) => redactValue(one, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [redact(name), redactValue(one, redact)]));
}

export function redactResponse(response: FailureResponse | null, redact: Redact): FailureResponse | null {
  if (response === null) return null;
  const { headers, body, statusText } = response;
  return {
    ...response,
    statusText: redact(statusText),
    headers: headers.map(({ name, value }) => ({ name, value: value === null ? null : redact(value) })),
    body: body === null ? null : redact(body),
  };
}

function writings(secret: string): readonly string[] {
  const url = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const json = insideJson(secret);
  const ascii = json.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const base64 = Buffer.from(secret).toString('base64');
  return [secret, url, form, json, insideJson(json), ascii, escapeHtml(secret), base64].filter((one) => one !== '');
}

function insideJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
