// A secret of any alphabet is not found in any encoding that a server or a file may use.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccessTokenReader, newAccessToken, writeAccessToken } from './access-token.ts';
import { growingRedactor, redactor } from './redact.ts';

const html = (text: string, single: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", single);

/** The bytes of UTF-8, read as Latin-1. */
const misread = (text: string): string => Buffer.from(text).toString('latin1');

/** How a text is encoded, by where it is written. */
const WRITINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'a sentence': (text) => `Check “x”: it is ${text}.`,
  'a URL': (text) => `http://a.test/?k=${encodeURIComponent(text.toWellFormed())}&b=1`,
  'a URL in lower case': (text) => encodeURIComponent(text.toWellFormed()).replaceAll(/%../g, (code) => code.toLowerCase()),
  'a form': (text) =>
    new URLSearchParams([
      ['a', 'b'],
      ['k', text],
    ]).toString(),
  'a header as a server in Node reads it': (text) => `x-echo: ${misread(text)}`,
  'JSON of headers as such a server reads them': (text) => JSON.stringify({ k: misread(text) }),
  JSON: (text) => JSON.stringify({ k: text }),
  'JSON within JSON': (text) => JSON.stringify({ body: JSON.stringify({ k: text }) }),
  'JSON in ASCII': (text) =>
    JSON.stringify(text).replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'JSON with slashes': (text) => JSON.stringify(text).replaceAll('/', String.raw`\/`),
  HTML: (text) => `<p>${html(text, '&#39;')}</p>`,
  'HTML by hexadecimal quotes': (text) => html(text, '&#x27;'),
  'HTML text': (text) => html(text, "'"),
  CSV: (text) => `1,"${text.replaceAll('"', '""')}",2`,
  base64: (text) => Buffer.from(text).toString('base64'),
  'basic authentication': (text) => `Basic ${Buffer.from(`ada:${text}`).toString('base64')}`,
  'basic authentication of a longer name': (text) => Buffer.from(`adas:${text}`).toString('base64'),
  'basic authentication of a client': (text) =>
    Buffer.from(`me:${new URLSearchParams([['', text]]).toString().slice(1)}`).toString('base64'),
  'a token of three parts': (text) => `x.${Buffer.from(JSON.stringify({ k: text })).toString('base64url')}.y`,
  base64url: (text) => Buffer.from(text).toString('base64url'),
  Markdown: (text) => `| a | \`${text}\` |`,
  'a header line': (text) => `x-echo: Bearer ${text}`,
  'a path as it is sent': (text) => `/a/${text.replaceAll(/[^!-~]+/gu, encodeURIComponent)}/b`,
  'a URL that leaves what it may': (text) => `http://a.test/${encodeURI(text)}`,
  'JSON of Go': (text) => JSON.stringify(text).replaceAll(/[<>&]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`),
  'JSON of .NET': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll(String.raw`\"`, String.raw`\u0022`)
      .replaceAll(/[<>&'+`]|[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`),
  'JSON of PHP': (text) =>
    JSON.stringify(text)
      .replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replaceAll('/', String.raw`\/`),
  'JSON of PHP for a page': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replaceAll('/', String.raw`\/`)
      .replaceAll(/[<>&']/g, (one) => `\\u00${one.charCodeAt(0).toString(16).toUpperCase()}`),
  'a page of Handlebars': (text) => html(text, '&#x27;').replaceAll('`', '&#x60;').replaceAll('=', '&#x3D;'),
  'a page of Mustache': (text) =>
    html(text, '&#39;').replaceAll('`', '&#x60;').replaceAll('=', '&#x3D;').replaceAll('/', '&#x2F;'),
  'HTML by numbers': (text) => html(text, '&#39;').replaceAll(/[^ -~]/gu, (one) => `&#${one.codePointAt(0)};`),
  'a URL within a URL': (text) => `/?b=${encodeURIComponent(`/a?k=${encodeURIComponent(text.toWellFormed())}`)}`,
  'a path within a URL': (text) => `/?b=${encodeURIComponent(`/a/${text.replaceAll(/[^!-~]+/gu, encodeURIComponent)}`)}`,
  'JSON within a URL': (text) => `/?b=${encodeURIComponent(JSON.stringify({ k: text }))}`,
  'HTML with every sign as a number': (text) => everySign(text, (one) => `&#${one.codePointAt(0)};`),
  'HTML with every sign as a hexadecimal number': (text) => everySign(text, (one) => `&#x${hexOf(one)};`),
  'HTML with every sign as a number in capitals': (text) => everySign(text, (one) => `&#x${hexOf(one).toUpperCase()};`),
  'an attribute of HTML': (text) => text.replaceAll(/[^0-9A-Za-z]/gu, (one) => `&#x${hexOf(one)};`),
  'JSON with every sign escaped': (text) => `{"k":"${escaped(text)}"}`,
  'JSON with every sign escaped in capitals': (text) => `{"k":"${escaped(text).toUpperCase().replaceAll('U', 'u')}"}`,
  'hexadecimal bytes': (text) => `key=${Buffer.from(text).toString('hex')}`,
  'hexadecimal bytes in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'a dump': (text) => bytesOf(text).join(' '),
  'bytes with colons': (text) => bytesOf(text).join(':').toUpperCase(),
  'a URL with every byte escaped': (text) => `/?k=%${bytesOf(text).join('%')}`,
  'a log with every byte escaped': (text) => String.raw`\x${bytesOf(text).join(String.raw`\x`)}`,
  'base64 in lines': (text) => inLines(Buffer.from(`ada:${text}`).toString('base64'), 7, '\r\n'),
  'base64 in lines within JSON': (text) => JSON.stringify(inLines(Buffer.from(text).toString('base64'), 5, '\n')),
  'indented lines of base64': (text) => inLines(Buffer.from(text).toString('base64'), 6, '\n    '),
  XML: (text) => `<k>${html(text, "'")}</k>`,
};

function bytesOf(text: string): readonly string[] {
  return Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, '0'));
}

function inLines(text: string, length: number, end: string): string {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length)).join(end);
}

function everySign(text: string, write: (sign: string) => string): string {
  return Array.from(text, write).join('');
}

function hexOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16);
}

function escaped(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

const secret = fc.oneof(
  fc.string({ minLength: 8, maxLength: 40 }),
  fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' }),
  fc.stringMatching(/^[A-Za-z0-9+/=_-]{8,40}$/),
);

test.each(Object.entries(WRITINGS))('%s', (_, write) => {
  fc.assert(
    fc.property(secret, (text) => {
      const plain = text.toWellFormed();
      const shown = redactor([plain])(write(plain));
      expect(shown).not.toContain(plain);
      expect(shown).toContain('(hidden)');
    }),
  );
});

test('there are more than 20 of them', () => expect(Object.keys(WRITINGS).length).toBeGreaterThan(20));

test('a value that becomes a secret during the run is hidden from then on', () => {
  const tokens = ['token-1'];
  const redact = growingRedactor(['hush'], () => tokens);
  expect(redact('hush token-1 token-2')).toBe('(hidden) (hidden) token-2');
  const memory = newAccessToken();
  const reader = new AccessTokenReader(memory);
  for (const token of ['token-1', 'token-2']) {
    writeAccessToken(memory, token);
    expect(reader.token).toBe(token);
  }
  tokens.push(...reader.seen);
  expect(redact('hush token-1 token-2')).toBe('(hidden) (hidden) (hidden)');
});

test('a secret that is split by line breaks is hidden, and the lines around it stay', () => {
  const redact = redactor(['open-sesame', 'hush']);
  expect(redact('a=\r\nopen-=\r\nsesame=\r\nz')).toBe('a=\r\n(hidden)=\r\nz');
  expect(redact('one open-\n  sesame two\nopen-ses\name\nthree')).toBe('one (hidden) two\n(hidden)\nthree');
  expect(redact(String.raw`{"k":"open\n-sesame\r\nend"}`)).toBe(String.raw`{"k":"(hidden)\r\nend"}`);
  expect(redact('hu\nsh')).toBe('hu\nsh');
});

test('a secret is hidden without the blanks around it, and line by line', () => {
  const key = '  -----BEGIN KEY-----\r\nMIIEvQIBADANBg\r\nend\r\n ';
  const redact = redactor([key, ' padded ж ']);
  expect(redact('x-echo: padded ж')).toBe('x-echo: (hidden)');
  expect(redact('line 2 is MIIEvQIBADANBg.')).toBe('line 2 is (hidden).');
  expect(redact(`"${JSON.stringify(key).slice(1, -1)}"`)).toBe('"(hidden)"');
  expect(redact('the end of it')).toBe('the end of it');
});
