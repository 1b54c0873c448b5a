// Finds where a response says to go next: an address that contains something new is extracted as a whole. Pure.
import type { Place, Produced } from './found-value.ts';
import { isDistinctive } from './likely-value.ts';
import { ownerBefore, piecesOf } from './pieces.ts';
import type { Recording } from './recording.ts';
import { responseValues } from './response-values.ts';
import type { Taking } from './response-value.ts';
import { leavesOf } from './step-leaves.ts';
import type { ValueDraft } from './value-draft.ts';

export interface FoundAddress {
  readonly draft: ValueDraft;
  /** The leaves that it replaces, as "step/leaf". */
  readonly covers: readonly string[];
}

interface Given {
  readonly value: string;
  readonly extract: Taking;
  readonly word: string;
}

export function foundAddresses(recording: Recording): readonly FoundAddress[] {
  const found = new Map<string, FoundAddress>();
  const coveredSteps = new Set<number>();
  recording.responses.forEach((response, producer) => {
    for (const given of response === null ? [] : addressesIn(response)) {
      const address = resolvedAddress(given.value, recording.urlOf(producer));
      if (address === null || !isNew(given, producer, recording)) continue;
      const places: Place[] = [];
      const covers: string[] = [];
      recording.requests.forEach(({ step: { url } }, step) => {
        if (step <= producer || coveredSteps.has(step) || !isBelow(url, address)) return;
        coveredSteps.add(step);
        // The place of an address is the URL itself, from where the address begins.
        const from = address.length - given.value.replace(/^\//, '').length;
        places.push({ step, leaf: -1, from, to: address.length });
        leavesOf({ url: address }).forEach((_, leaf) => covers.push(`${step}/${leaf}`));
      });
      if (places.length === 0) continue;
      const produced: Produced = { ...given, extract: withoutSlash(given), owner: '', rank: 1, isInList: false, step: producer };
      const leaf = { place: 'path', field: '', before: '', text: given.value } as const;
      const draft = { value: given.value, origin: { kind: 'taken' as const, produced }, leaf, places };
      found.set(`${producer} ${given.value}`, { draft, covers });
    }
  });
  return [...found.values()];
}

/** The slash stays in the URL, so that the host ends where it did. */
function withoutSlash({ value, extract }: Given): Taking {
  return value.startsWith('/') ? { ...extract, part: '^/(.*)' } : extract;
}

function addressesIn(response: NonNullable<Recording['responses'][number]>): readonly Given[] {
  const location = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1].trim() ?? '';
  const links = responseValues(response)
    .filter(
      ({ value, extract }) => extract.json !== undefined && extract.part === undefined && /^(?:https?:\/)?\/[^\s]+$/i.test(value),
    )
    .map(({ value, extract, word }) => ({ value, extract, word }));
  // A browser does not send what follows "#".
  return location === '' || location.includes('#')
    ? links
    : [{ value: location, extract: { header: 'location' }, word: 'location' }, ...links];
}

function isBelow(url: string, address: string): boolean {
  return url.startsWith(address) && /^(?:$|[/?&])/.test(url.slice(address.length));
}

/** True if it contains something that no earlier request contained. */
function isNew({ value, word }: Given, producer: number, recording: Recording): boolean {
  return piecesOf(value).some((one) => {
    const piece = value.slice(one.from, one.to);
    const looksMade = isDistinctive(piece) || (/^\d+$/.test(piece) && (word === 'location' || ownerBefore(value, one) !== ''));
    if (!looksMade) return false;
    const decodedPiece = decodeSafely(piece);
    const isKnown = recording.leaves
      .slice(0, producer + 1)
      .some((leaves) =>
        leaves.some(({ text }) => text === piece || text === decodedPiece || (piece.length >= 6 && text.includes(piece))),
      );
    return !isKnown && !isGivenBefore(piece, producer, recording);
  });
}

/** True if an earlier response already contained it; then it is found there in parts. */
function isGivenBefore(piece: string, producer: number, recording: Recording): boolean {
  return (
    isDistinctive(piece) && recording.produced(piece).some(({ step, extract }) => step < producer && extract.part === undefined)
  );
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The full URL that a browser makes of an address; null if the address is not the end of that URL, because it climbs up or is a
 * fragment.
 */
function resolvedAddress(address: string, base: string): string | null {
  if (/^https?:\/\//i.test(address)) return address;
  if (address === '' || /^[a-z][\w+.-]*:|^\/\/|^#|(?:^|\/)\.\.?(?:\/|$)/i.test(address)) return null;
  const [, origin = '', path = ''] = /^([a-z]+:\/\/[^/?#]*)([^?#]*)/i.exec(base) ?? [];
  if (origin === '') return null;
  if (address.startsWith('/')) return origin + address;
  if (address.startsWith('?')) return `${origin}${path === '' ? '/' : path}${address}`;
  return `${origin}${path.replace(/[^/]*$/, '') || '/'}${address}`;
}
