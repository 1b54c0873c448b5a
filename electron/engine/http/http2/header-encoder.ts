// Encodes header fields so that the result is valid on any connection at any time (RFC 7541, 6.2.2 and 6.2.3): nothing depends on
// earlier blocks, so the block of a request is made once and shared by all users.
import { isSecretHeader } from '../../../../shared/plan/secret.ts';
import { STATIC_FIELDS, type HeaderField } from './header-table.ts';

const INDEXED = 0x80;
const NOT_ADDED = 0x00;
/** A proxy on the way must not index the field either. */
const NEVER_ADDED = 0x10;

const numbersOfNames = new Map<string, number>();
const numbersOfFields = new Map<string, number>();
for (const [at, [name, value]] of STATIC_FIELDS.entries()) {
  if (!numbersOfNames.has(name)) numbersOfNames.set(name, at + 1);
  numbersOfFields.set(`${name}\0${value}`, at + 1);
}

/** Names must be in lower case; characters beyond ASCII are sent in UTF-8. */
export function encodeHeaders(fields: readonly HeaderField[]): Buffer {
  return Buffer.concat(fields.map(encodeField));
}

function encodeField([name, value]: HeaderField): Buffer {
  const whole = numbersOfFields.get(`${name}\0${value}`);
  if (whole !== undefined) return integer(INDEXED, 7, whole);
  const kind = isSecretHeader(name) ? NEVER_ADDED : NOT_ADDED;
  const number = numbersOfNames.get(name) ?? 0;
  return Buffer.concat([integer(kind, 4, number), ...(number === 0 ? [string(name)] : []), string(value)]);
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([integer(0, 7, bytes.length), bytes]);
}

function integer(kind: number, prefix: number, value: number): Buffer {
  const mask = (1 << prefix) - 1;
  if (value < mask) return Buffer.from([kind | value]);
  const bytes = [kind | mask];
  let left = value - mask;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  bytes.push(left);
  return Buffer.from(bytes);
}
