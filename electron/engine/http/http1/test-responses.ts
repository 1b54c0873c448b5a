// Random responses for the tests of the client: valid ones, and ones with a few bytes changed.
import fc from 'fast-check';

const NAME = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9!#$%&'*+.^_`|~-]{0,20}$/).map((name) => `x-${name}`);
const VALUE = fc.stringMatching(/^[!-~\xa1-\xff]?[ -~\t\xa1-\xff]{0,40}$/);
const HEADERS = fc.array(fc.tuple(NAME, fc.constantFrom(': ', ':', ':\t '), VALUE), { maxLength: 6 });
const STATUS = fc.oneof(fc.constantFrom(200, 201, 204, 301, 304, 404, 429, 500, 503), fc.integer({ min: 200, max: 599 }));
const BODY = fc.stringMatching(/^[ -~\r\n]{0,80}$/);

type Framing = 'length' | 'chunked' | 'until the end';

interface Parts {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [string, string, string])[];
  readonly body: string;
  readonly framing: Framing;
  readonly chunk: number;
  readonly early: boolean;
  readonly connection: string;
}

/** As bytes of latin1. */
export const validResponse: fc.Arbitrary<Buffer> = fc
  .record({
    status: STATUS,
    reason: fc.stringMatching(/^[A-Za-z' ]{0,20}$/),
    headers: HEADERS,
    body: BODY,
    framing: fc.constantFrom<Framing>('length', 'chunked', 'until the end'),
    chunk: fc.integer({ min: 1, max: 30 }),
    early: fc.boolean(),
    connection: fc.constantFrom('', 'connection: close\r\n', 'Connection: Keep-Alive\r\n', 'keep-alive: timeout=5\r\n'),
  })
  .map(write);

/** Valid responses with up to three bytes changed, removed or inserted. */
export const damagedResponse: fc.Arbitrary<Buffer> = fc
  .tuple(
    validResponse,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('change', 'drop', 'add'), fc.nat(255)), { minLength: 1, maxLength: 3 }),
  )
  .map(([response, damages]) => {
    const bytes = [...response];
    for (const [place, how, byte] of damages) {
      const at = place % bytes.length;
      if (how === 'change') bytes[at] = byte;
      else if (how === 'drop') bytes.splice(at, 1);
      else bytes.splice(at, 0, byte);
    }
    return Buffer.from(bytes);
  });

/** `bytes`, cut at some places. */
export function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [...new Set([0, ...places.map((place) => place % (bytes.length + 1)), bytes.length])].toSorted((a, b) => a - b);
  return cuts.slice(1).map((to, index) => bytes.subarray(cuts[index], to));
}

function write({ status, reason, headers, body, framing, chunk, early, connection }: Parts): Buffer {
  const lines = headers.map(([name, colon, value]) => `${name}${colon}${value}\r\n`).join('');
  const hint = early ? 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n' : '';
  const isBodiless = status === 204 || status === 304;
  const head = `${hint}HTTP/1.1 ${status} ${reason}\r\n${connection}${lines}`;
  return Buffer.from(isBodiless ? `${head}\r\n` : head + framed(body, framing, chunk), 'latin1');
}

function framed(body: string, framing: Framing, chunk: number): string {
  switch (framing) {
    case 'length':
      return `content-length: ${body.length}\r\n\r\n${body}`;
    case 'until the end':
      return `\r\n${body}`;
    case 'chunked': {
      const parts = body.match(new RegExp(`[^]{1,${chunk}}`, 'g')) ?? [];
      const chunks = parts.map((part) => `${part.length.toString(16)};at="here"\r\n${part}\r\n`).join('');
      return `Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\nx-trailer: yes\r\n\r\n`;
    }
  }
}
