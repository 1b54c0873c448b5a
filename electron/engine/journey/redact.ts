// Hides the values of secrets wherever a server repeats them, also in the forms in which URLs, JSON and basic authentication
// write them.
import type { FailureResponse } from '../../../shared/failure-example.ts';
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import type { SentRequest } from '../../../shared/sample.ts';
import { HIDDEN } from '../../../shared/plan/secret.ts';
import { byteWritings } from './byte-writings.ts';
import { hideAcrossLines } from './across-lines.ts';

export type Redact = (text: string) => string;

/** A secret of a few letters is hidden too, even though that also hides harmless words. */
export function redactor(secrets: readonly string[]): Redact {
  const parts = secrets.flatMap(partsOf).flatMap((part) => [part, misread(part)]);
  const written = [...new Set(parts.flatMap(writings))].toSorted((a, b) => b.length - a.length);
  const long = written.filter((secret) => secret.length >= SHORTEST_WRAPPED);
  return remembering((text) => {
    const whole = written.reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), text);
    return hideAcrossLines(whole, long, HIDDEN);
  });
}

/** A shorter text would be found by chance where one line ends and the next one begins. */
const SHORTEST_WRAPPED = 8;
const LONGEST_REMEMBERED = 1000;
const MOST_REMEMBERED = 200;

/** A failing target says the same thing again and again, and each search takes microseconds for every secret. */
function remembering(redact: Redact): Redact {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST_REMEMBERED) return redact(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size === MOST_REMEMBERED) known.clear();
    const hidden = redact(text);
    known.set(text, hidden);
    return hidden;
  };
}

/** Also hides values that become secrets during the run, such as access tokens; `added` only grows. */
export function growingRedactor(secrets: readonly string[], added: () => readonly string[]): Redact {
  let known = 0;
  let redact = redactor(secrets);
  return (text) => {
    const more = added();
    if (more.length > known) {
      known = more.length;
      redact = redactor([...secrets, ...more]);
    }
    return redact(text);
  };
}

/** Hides secrets in every text of the value, keys included. */
export function redactValue(value: JsonValue, redact: Redact): JsonValue {
  if (typeof value === 'string' || typeof value === 'bigint') return redact(String(value));
  if (Array.isArray(value)) return value.map((one) => redactValue(one, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [redact(name), redactValue(one, redact)]));
}

/** A redirect may repeat a secret in its URL. */
export function redactSent({ method, url }: SentRequest, redact: Redact): SentRequest {
  return { method, url: redact(url) };
}

export function redactResponse(response: FailureResponse | null, redact: Redact): FailureResponse | null {
  if (response === null) return null;
  const { headers, body, statusText } = response;
  return {
    ...response,
    statusText: redact(statusText),
    headers: headers.map(({ name, value }) => ({ name: redact(name), value: value === null ? null : redact(value) })),
    body: body === null ? null : redact(body),
  };
}

const SHORTEST_HOST = 3;

/** As the name of a host: in lower case, and beyond ASCII in Punycode. */
function hostWritings(secret: string): readonly string[] {
  const host = URL.parse(`http://${secret}/`)?.hostname ?? '';
  return host.length >= SHORTEST_HOST ? [host] : [];
}

/** A shorter line of a secret would be found where it is not the secret. */
const SHORTEST_LINE = 8;

/** Servers trim the values of headers, and repeat a key of several lines line by line. */
function partsOf(secret: string): readonly string[] {
  const lines = /[\r\n]/.test(secret.trim()) ? secret.split(/[\r\n]+/).map((line) => line.trim()) : [];
  return [secret, secret.trim(), ...lines.filter((line) => line.length >= SHORTEST_LINE)].filter((part) => part !== '');
}

/** Headers are sent in UTF-8, and many servers decode their bytes as Latin-1. */
function misread(secret: string): string {
  return Buffer.from(secret).toString('latin1');
}

function writings(secret: string): readonly string[] {
  const url = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const json = insideJson(secret);
  const ascii = unicodeEscaped(json);
  const plain = [secret, url, form, json, insideJson(json), ascii, insideJson(ascii), json.replaceAll('/', String.raw`\/`)];
  const quoted = [secret.replaceAll('"', '""'), ...HTML_QUOTES.map((quotes) => escapeHtml(secret, quotes))];
  // A value that was extracted from a response may contain a secret in encoded form, and is then encoded again.
  const again = [url, form, targetWriting(secret), encodeURI(secret.toWellFormed()), json, ascii].flatMap((text) => [
    encodeURIComponent(text.toWellFormed()),
    targetWriting(text),
  ]);
  const paths = [...hostWritings(secret), targetWriting(secret), encodeURI(secret.toWellFormed()), ...again];
  // Go escapes the characters that have a meaning in HTML, .NET some more.
  const ofGo = json.replaceAll(/[<>&]/g, unicodeOf);
  const ofNet = ascii.replaceAll(/[<>&'+`]/g, unicodeOf).replaceAll(String.raw`\"`, String.raw`\u0022`);
  const unusual = [ofGo, ofNet, ...numericHtml(secret), ...templateHtml(secret), ...bySign(secret)];
  const lower = [url, form, ...paths].map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const upper = [ascii, ...unusual].map((text) =>
    text.replaceAll(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`),
  );
  // A client secret is form-encoded before it becomes part of basic authentication (RFC 6749, 2.3.1).
  const encoded = [...new Set([secret, json, form, url])].flatMap((text) => byteWritings(Buffer.from(text)));
  return [...plain, ...quoted, ...paths, ...unusual, ...lower, ...upper, ...ofPhp(ascii), ...encoded].filter((one) => one !== '');
}

function insideJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The secret as it is sent in a path: characters that a request line allows stay as they are. */
function targetWriting(secret: string): string {
  return secret.toWellFormed().replace(/[^!-~]+/gu, encodeURIComponent);
}

/** Every character beyond ASCII as a numeric reference, as PHP and Python write it. */
function numericHtml(secret: string): readonly string[] {
  return HTML_QUOTES.flatMap((quotes) => {
    const html = escapeHtml(secret, quotes);
    return [10, 16].map((base) =>
      html.replaceAll(/[^ -~]/gu, (letter) => `&#${base === 16 ? 'x' : ''}${(letter.codePointAt(0) ?? 0).toString(base)};`),
    );
  });
}

/**
 * Every character, or every one except letters and digits, as a numeric reference: encoders of HTML attributes and of scripts
 * write them so.
 */
function bySign(secret: string): readonly string[] {
  return [/[^]/gu, /[^0-9A-Za-z]/gu].flatMap((signs) => {
    const inHtml = (write: (code: number) => string): string =>
      secret.replaceAll(signs, (sign) => `&#${write(sign.codePointAt(0) ?? 0)};`);
    const hex = (code: number): string => code.toString(16);
    return [
      inHtml(String),
      inHtml((code) => `x${hex(code)}`),
      inHtml((code) => `x${hex(code).toUpperCase()}`),
      inHtml((code) => `x${hex(code).toUpperCase().padStart(2, '0')}`),
      secret.replaceAll(signs, (sign) => Array.from({ length: sign.length }, (_, at) => unicodeOf(sign.charAt(at))).join('')),
    ];
  });
}

/** As Handlebars and Mustache escape it for HTML. */
function templateHtml(secret: string): readonly string[] {
  const signs = (text: string): string => text.replaceAll('=', '&#x3D;').replaceAll('`', '&#x60;');
  const mustache = signs(escapeHtml(secret, ['&quot;', '&#39;'])).replaceAll('/', '&#x2F;');
  return [signs(escapeHtml(secret, ['&quot;', '&#x27;'])), mustache];
}

/**
 * `ascii` is JSON without characters beyond ASCII. PHP also escapes slashes, and on request HTML characters, with capital hex
 * digits.
 */
function ofPhp(ascii: string): readonly string[] {
  const inCapitals = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const forPage = ascii.replaceAll(/[<>&']/g, inCapitals);
  const all = [ascii, forPage, forPage.replaceAll(String.raw`\"`, String.raw`\u0022`)];
  return all.flatMap((text) => [text, text.replaceAll('/', String.raw`\/`)]);
}

function unicodeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function unicodeEscaped(text: string): string {
  return text.replaceAll(/[^ -~]/g, unicodeOf);
}

/** How servers write a double and a single quote. */
const HTML_QUOTES = [
  ['&quot;', "'"],
  ['&quot;', '&#39;'],
  ['&quot;', '&#x27;'],
  ['&#34;', '&#39;'],
  ['"', "'"],
] as const;

function escapeHtml(text: string, [double, single]: (typeof HTML_QUOTES)[number]): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll('"', double).replaceAll("'", single);
}
