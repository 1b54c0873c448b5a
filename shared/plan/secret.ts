// Which headers contain secrets: they are left out of exports, and of requests that a redirect sends elsewhere.

import { parseJson } from './journey/value.ts';

const SECRET_HEADER = /authorization|cookie|api-?key|access-?key|token|secret|password|credential|signature|session|^x-auth/i;

/** The text that replaces a secret. */
export const HIDDEN = '(hidden)';

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name);
}

const SECRET_FIELD =
  /pass(?:word|wd|phrase|code)|(?:^|[^a-z])pwd|secret|token(?!s)|api[-_]?key|access[-_]?key|credential|signature|authorization/i;
const JSON_FIELD = /"((?:[^"\\]|\\.)*)"(\s*:\s*)"((?:[^"\\]|\\.)*)"/g;
const FORM_FIELD = /(^|[?&;#])([^=&?#\s"{}<>]+)=([^&#\s"<>]*)/g;
const XML_FIELD = /<([\w:.-]+)([^<>]*)>([^<>]+)<\/\1>/g;
const MULTIPART_FIELD = /(\bname="([^"]*)"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([^\r\n]*)/g;
/** A shorter value would be found in many places where it is not the secret. */
const SHORTEST_SECRET = 4;

export function isSecretField(name: string): boolean {
  return SECRET_FIELD.test(name);
}

/** Whether a variable, a column or an environment variable of this name holds a secret; an address such as "tokenUrl" is none. */
export function isSecretValue(name: string, value: string): boolean {
  return isSecretField(name) && value.length >= SHORTEST_SECRET && !/^https?:\/\//i.test(value);
}

/** The values of such fields in a body or URL, as they are written there; those of JSON without its escapes. */
export function secretFieldsIn(text: string): readonly string[] {
  const named = (pattern: RegExp, nameAt: number, valueAt: number): string[] =>
    [...text.matchAll(pattern)].flatMap((found) => (isSecretField(found[nameAt] ?? '') ? [found[valueAt] ?? ''] : []));
  const json = named(JSON_FIELD, 1, 3).map((value) => {
    const read = parseJson(`"${value}"`)?.value;
    return typeof read === 'string' ? read : value;
  });
  return [...json, ...named(FORM_FIELD, 2, 3), ...named(XML_FIELD, 1, 3), ...named(MULTIPART_FIELD, 2, 3)];
}

/** A body or URL without the values of fields whose names show that they are secret, and without `secrets` anywhere. */
export function hideSecretsIn(text: string, secrets: readonly string[]): string {
  const byName = text
    .replaceAll(JSON_FIELD, (all, name: string, colon: string) => (isSecretField(name) ? `"${name}"${colon}"${HIDDEN}"` : all))
    .replaceAll(FORM_FIELD, (all, start: string, name: string, value: string) =>
      isSecretField(name) && value !== '' ? `${start}${name}=${encodeURIComponent(HIDDEN)}` : all,
    )
    .replaceAll(XML_FIELD, (all, name: string, rest: string) =>
      isSecretField(name) ? `<${name}${rest}>${HIDDEN}</${name}>` : all,
    )
    .replaceAll(MULTIPART_FIELD, (all, head: string, name: string) => (isSecretField(name) ? `${head}${HIDDEN}` : all));
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length)
    .reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), byName);
}
