// The body of a request as the protocol reports it: text, or bytes that are no text. Pure.
import { fieldsOf, listOf, textOf, type Fields } from '../../../shared/plan/from/imported/parts.ts';

export interface SentBody {
  readonly text: string;
  readonly encoding: 'base64' | null;
}

/** Returns null if there is no body, or if it was too large to be reported with the request. */
export function sentBodyOf({ postData, postDataEntries }: Fields): SentBody | null {
  const entries = listOf(postDataEntries).map((entry) => textOf(fieldsOf(entry)['bytes']));
  // The entries do not contain files from the disk.
  const bytes = Buffer.concat(entries.map((entry) => Buffer.from(entry, 'base64')));
  if (bytes.length > 0) return bodyOfBytes(bytes);
  return typeof postData === 'string' && postData !== '' ? { text: postData, encoding: null } : null;
}

function bodyOfBytes(bytes: Buffer): SentBody {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: null };
  } catch {
    return { text: bytes.toString('base64'), encoding: 'base64' };
  }
}
