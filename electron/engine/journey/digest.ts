// HTTP digest authentication (RFC 7616): parses the challenge of a server and computes the credentials. It does not know
// requests.

export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  /** As the server wrote it; null if it named none, which means MD5. */
  readonly algorithm: string | null;
  readonly hash: 'md5' | 'sha256' | 'sha512-256';
  /** True if the hash of the password includes the first nonces (a "-sess" algorithm). */
  readonly isSession: boolean;
  /** "auth-int" also covers the body; null for a server that only knows RFC 2069. */
  readonly qop: 'auth' | 'auth-int' | null;
  readonly hashesUser: boolean;
  /** True if the server reads a name beyond ASCII as RFC 7616 writes it. */
  readonly isUtf8: boolean;
}

const HASHES: Readonly<Record<string, DigestChallenge['hash']>> = {
  MD5: 'md5',
  'SHA-256': 'sha256',
  'SHA-512-256': 'sha512-256',
};

/** The first supported challenge in all `WWW-Authenticate` headers; otherwise a sentence that says why there is none. */
export function digestChallengeOf(headers: readonly string[]): DigestChallenge | string {
  const offered = headers.flatMap(challengesOf);
  const digests = offered.filter(({ scheme }) => scheme === 'digest');
  if (digests.length === 0) {
    const others = [...new Set(offered.map(({ scheme }) => scheme))].join(', ');
    return `The server asks for ${others === '' ? 'no kind of' : others} authentication, not for digest.`;
  }
  const read = digests.map(({ params }) => readChallenge(params));
  const reasons = read.filter((one) => typeof one === 'string');
  return (
    read.find((one) => typeof one !== 'string') ??
    `The server asks for ${reasons.join(' or ')}; Onrush has MD5, SHA-256 and SHA-512-256, with qop "auth" or "auth-int".`
  );
}

/** Returns words for what is asked for if it is not supported. */
function readChallenge(params: ReadonlyMap<string, string>): DigestChallenge | string {
  const algorithm = params.get('algorithm') ?? null;
  const [, base = '', session] = /^(.*?)(-sess)?$/i.exec(algorithm ?? 'MD5') ?? [];
  const hash = HASHES[base.toUpperCase()];
  const offered = (params.get('qop') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== '');
  const qop = (['auth', 'auth-int'] as const).find((one) => offered.includes(one)) ?? null;
  const nonce = params.get('nonce');
  if (nonce === undefined) return 'a digest without a nonce';
  if (hash === undefined) return `a digest with the algorithm "${(algorithm ?? '').slice(0, 40)}"`;
  if (qop === null && offered.length > 0) return `a digest with qop "${offered.join(', ').slice(0, 40)}"`;
  return {
    realm: params.get('realm') ?? '',
    nonce,
    opaque: params.get('opaque') ?? null,
    algorithm,
    hash,
    isSession: session !== undefined,
    qop,
    hashesUser: params.get('userhash')?.toLowerCase() === 'true',
    isUtf8: params.get('charset')?.toLowerCase() === 'utf-8',
  };
}

export interface DigestRequest {
  readonly method: string;
  /** The request target, as in the request line. */
  readonly target: string;
  readonly user: string;
  readonly password: string;
  /** The client nonce; each request has a new one. */
  readonly cnonce: string;
  /** The bytes of the body; null if there is none. */
  readonly body: Buffer | null;
}

/** Computes the credentials for one challenge; each use increases the nonce count. */
export class DigestSession {
  #challenge: DigestChallenge;
  #count = 0;
  /**
   * Session algorithms include the first cnonce in the hash. Some servers use that of the current request instead, so this
   * session always sends the same one.
   */
  #sessionCnonce: string | null = null;

  constructor(challenge: DigestChallenge) {
    this.#challenge = challenge;
  }

  /** Whether the response covers the body, which must then be in memory. */
  get coversBody(): boolean {
    return this.#challenge.qop === 'auth-int';
  }

  /** The server sent a nonce for the next request (RFC 7616, 3.5). */
  renew(nonce: string): void {
    this.#challenge = { ...this.#challenge, nonce };
    this.#count = 0;
    this.#sessionCnonce = null;
  }

  /** The value of the Authorization header. */
  answer({ method, target, user, password, cnonce: another, body }: DigestRequest): string {
    const { realm, nonce, opaque, algorithm, hash, isSession, qop, hashesUser, isUtf8 } = this.#challenge;
    // Few threads need it, and it takes long to load.
    const { createHash } = process.getBuiltinModule('node:crypto');
    const digest = (text: string | Buffer): string => createHash(hash).update(text).digest('hex');
    this.#count += 1;
    const count = this.#count.toString(16).padStart(8, '0');
    const plain = digest(`${user}:${realm}:${password}`);
    const cnonce = this.#sessionCnonce ?? another;
    if (isSession) this.#sessionCnonce = cnonce;
    const first = isSession ? digest(`${plain}:${nonce}:${cnonce}`) : plain;
    const second = digest(qop === 'auth-int' ? `${method}:${target}:${digest(body ?? '')}` : `${method}:${target}`);
    const response = digest(
      qop === null ? `${first}:${nonce}:${second}` : `${first}:${nonce}:${count}:${cnonce}:${qop}:${second}`,
    );
    return `Digest ${[
      hashesUser ? `username="${digest(`${user}:${realm}`)}", userhash=true` : userField(user, isUtf8),
      `realm="${quoted(realm)}"`,
      `nonce="${quoted(nonce)}"`,
      `uri="${quoted(target)}"`,
      ...(algorithm === null ? [] : [`algorithm=${algorithm}`]),
      `response="${response}"`,
      ...(qop === null ? [] : [`qop=${qop}`, `nc=${count}`]),
      ...(qop !== null || isSession ? [`cnonce="${cnonce}"`] : []),
      ...(opaque === null ? [] : [`opaque="${quoted(opaque)}"`]),
    ].join(', ')}`;
  }
}

/**
 * A user name beyond ASCII is encoded as in RFC 8187 where the server announces that it reads UTF-8. Older servers do not know that
 * form and compare the bytes, which are sent as UTF-8.
 */
function userField(user: string, isUtf8: boolean): string {
  if ((isUtf8 ? /^[\u0020-\u007e]*$/ : /^[^\u0000-\u001f\u007f]*$/).test(user)) return `username="${quoted(user)}"`;
  return `username*=UTF-8''${encodeURIComponent(user.toWellFormed()).replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`;
}

function quoted(text: string): string {
  return text.replaceAll(/["\\]/g, String.raw`\$&`);
}

/** The value of a parameter such as `nextnonce` in a comma-separated list. */
export function parameterOf(header: string, name: string): string | null {
  return readParameters(header).get(name) ?? null;
}

interface Offered {
  readonly scheme: string;
  readonly params: ReadonlyMap<string, string>;
}

/**
 * One header may contain several challenges: a scheme is a word that is not followed by an equals sign. "auth-int" is none: servers
 * also list it without quotes behind qop.
 */
function challengesOf(header: string): readonly Offered[] {
  const starts = [
    ...withoutQuotes(header).matchAll(
      /(?:^|,)\s*(?!auth(?:-int)?\b)([A-Za-z][\w-]*)(?=\s+[\w-]+\s*=|\s*(?:,|$)|\s+[\w+/.~-]+=*\s*(?:,|$))/g,
    ),
  ];
  return starts.map((start, at) => {
    const from = start.index + start[0].length;
    return { scheme: (start[1] ?? '').toLowerCase(), params: readParameters(header.slice(from, starts[at + 1]?.index)) };
  });
}

/** The length stays the same, so that indexes into the text stay valid. */
function withoutQuotes(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (quote) => `"${'x'.repeat(quote.length - 2)}"`);
}

function readParameters(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(
    /([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|(auth(?:-int)?(?:\s*,\s*auth(?:-int)?)+(?![\w=-])|[^\s,"]+))/gi,
  );
  return new Map(
    [...found].map(([, name = '', inQuotes, bare = '']): [string, string] => [
      name.toLowerCase(),
      inQuotes === undefined ? bare : inQuotes.replaceAll(/\\(.)/g, '$1'),
    ]),
  );
}
