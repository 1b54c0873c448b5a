// Takes out of a text what nobody but its owner may read, before the text is written to a file.

const HIDDEN = '***';

const SECRETS: readonly (readonly [RegExp, string])[] = [
  // User names and passwords of URLs, also of those with a @ in the password.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#'"]*@/gi, `$1${HIDDEN}@`],
  // Header lines and fields of objects, up to the end of the value.
  [
    /(["']?(?<![\w-])(?:[\w-]*authorization|(?:set-)?cookie|[\w-]*api[-_]?key|[\w-]*(?:token|secret|password|passphrase))["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&}\])]+(?: [^\s,;&}\])]+)?)/gi,
    `$1${HIDDEN}`,
  ],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`],
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, `$1 ${HIDDEN}`],
];

export function redacted(text: string): string {
  return SECRETS.reduce((known, [pattern, replacement]) => known.replaceAll(pattern, replacement), text);
}
