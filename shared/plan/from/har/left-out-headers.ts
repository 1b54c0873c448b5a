// By default Chrome leaves cookies and authorization out of a HAR. Whatever the recording itself contains of them is restored.
// Pure.
import { isDistinctive } from '../correlate/likely-value.ts';
import { isFields } from '../imported/parts.ts';
import { parseJson } from '../../journey/value.ts';
import { responseText, type HarEntry } from './har-entry.ts';

const LEFT_OUT = /^(?:cookie|set-cookie|authorization)$/i;
const TOKEN = /^(?:access_?token|auth_?token|bearer_?token|token|jwt|id_?token)$/i;

export interface Restored {
  readonly entries: readonly HarEntry[];
  /** What was restored, one sentence each. */
  readonly notes: readonly string[];
}

export function restoreHeaders(entries: readonly HarEntry[], program: string): Restored {
  const isLeftOut = /^(?:WebInspector|Chrom\w*|Edg\w*|Microsoft Edge)/i.test(program) && !entries.some(hasAny);
  if (!isLeftOut) return { entries, notes: [] };
  const sent = new Set(entries.flatMap(({ headers }) => headers.map(([, value]) => value)));
  let token: { readonly value: string; readonly from: string } | null = null;
  const notes = new Set<string>();
  const restored = entries.map((entry): HarEntry => {
    const given = token;
    token = tokenOf(entry, sent) ?? token;
    const isPage = entry.resource === 'document' || /text\/html/.test(entry.responseType);
    if (given === null || isPage || !isOfProgram(entry)) return entry;
    notes.add(
      `The browser left authorization out of this recording. The token of the response to ${given.from} is sent as a bearer token after it: check that this is right, or export the HAR with sensitive data.`,
    );
    return { ...entry, headers: [...entry.headers, ['authorization', `Bearer ${given.value}`]] };
  });
  return { entries: withCookies(restored), notes: [...notes] };
}

function hasAny({ headers, responseHeaders }: HarEntry): boolean {
  return [...headers, ...responseHeaders].some(([name]) => LEFT_OUT.test(name));
}

function isOfProgram({ resource }: HarEntry): boolean {
  return resource === 'xhr' || resource === 'fetch' || resource === '';
}

/** A token that no request sends elsewhere. */
function tokenOf(entry: HarEntry, sent: ReadonlySet<string>): { readonly value: string; readonly from: string } | null {
  const text = responseText(entry);
  if (!/json/.test(entry.responseType) || text.length > 100_000) return null;
  const value = tokenIn(parseJson(text)?.value, 0);
  if (value === null || sent.has(value)) return null;
  return { value, from: `${entry.method} ${entry.address.path}` };
}

function tokenIn(value: unknown, depth: number): string | null {
  if (!isFields(value) || depth > 3) return null;
  const found = Object.entries(value).filter(
    ([name, one]) => TOKEN.test(name) && typeof one === 'string' && one.length >= 16 && isDistinctive(one),
  );
  const [, best] = found.find(([name]) => /access/i.test(name)) ?? found[0] ?? [];
  if (typeof best === 'string') return best;
  for (const one of Object.values(value)) {
    const inner = tokenIn(one, depth + 1);
    if (inner !== null) return inner;
  }
  return null;
}

const COOKIE_OF_HEADER: Readonly<Record<string, string>> = { 'x-xsrf-token': 'XSRF-TOKEN', 'x-csrftoken': 'csrftoken' };

/** A token that pages copy from a cookie into a header came with the response before: with that of the page, if one came since. */
function withCookies(entries: readonly HarEntry[]): readonly HarEntry[] {
  const cookies = entries.map(cookieOf);
  const restored: HarEntry[] = [];
  /** The first cookie of what follows, up to the next page. */
  let ofPage: string | null = null;
  for (const [at, entry] of [...entries.entries()].toReversed()) {
    const isPage = entry.resource === 'document' || /html/.test(entry.responseType);
    const cookie = isPage ? ofPage : (cookies[at + 1] ?? null);
    restored.push(cookie === null ? entry : { ...entry, responseHeaders: [...entry.responseHeaders, ['set-cookie', cookie]] });
    ofPage = isPage ? null : (cookies[at] ?? ofPage);
  }
  return restored.toReversed();
}

function cookieOf({ headers }: HarEntry): string | null {
  for (const [name, value] of headers) {
    const cookie = COOKIE_OF_HEADER[name.toLowerCase()];
    if (cookie !== undefined) return `${cookie}=${encodeURIComponent(value.toWellFormed())}`;
  }
  return null;
}
