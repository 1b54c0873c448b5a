// Searches for the origin of each value in the requests, leaf by leaf, in the order in which they were sent. Pure.
import type { FoundAddress } from './found-addresses.ts';
import { affinity } from './affinity.ts';
import { clientMade } from './client-made.ts';
import type { Place, Produced } from './found-value.ts';
import type { Leaf } from './leaf.ts';
import { isDistinctive, looksRandom } from './likely-value.ts';
import { nameBefore, piecesOf } from './pieces.ts';
import type { Recording } from './recording.ts';
import { textValue } from './text-values.ts';
import { isTyped } from './typed-values.ts';
import type { ValueDraft } from './value-draft.ts';

/** Longer leaves are documents. */
const LONGEST_LEAF = 20_000;

/** The client creates both halves of these pairs, so the recorded ones match. */
const CLIENT_FIXED = /^code_?(?:challenge|verifier)$/i;

export class ValueSearch {
  readonly #recording: Recording;
  readonly #constants: ReadonlySet<string>;
  /** Leaves that an address replaces, as "step/leaf". */
  readonly #covered: ReadonlySet<string>;
  /** Values that cannot be equal by chance, by the value; null for one whose origin is unknown. */
  readonly #distinctive = new Map<string, ValueDraft | null>();
  /** Short values by their origin. */
  readonly #short = new Map<string, ValueDraft>();
  /** Where short values occurred before any response contained them. */
  readonly #used = new Set<string>();
  readonly #others: ValueDraft[];

  constructor(recording: Recording, addresses: readonly FoundAddress[], constants: ReadonlySet<string>) {
    this.#recording = recording;
    this.#constants = constants;
    this.#covered = new Set(addresses.flatMap(({ covers }) => covers));
    this.#others = addresses.map(({ draft }) => draft);
  }

  drafts(): readonly ValueDraft[] {
    const all = [...this.#others, ...this.#distinctive.values(), ...this.#short.values()];
    return all.filter((draft) => draft !== null).filter(({ places }) => places.length > 0);
  }

  look(leaf: Leaf, step: number, at: number): void {
    const { text } = leaf;
    if (text === '' || text.length > LONGEST_LEAF || this.#covered.has(`${step}/${at}`)) return;
    const place = { step, leaf: at, from: 0, to: text.length };
    if (isDistinctive(text) ? this.#lookDistinctive(text, leaf, place) : this.#lookShort(leaf, place)) return;
    if (this.#lookWithin(leaf, place)) return;
    this.#lookAlone(leaf, place);
  }

  #lookDistinctive(value: string, leaf: Leaf, place: Place): boolean {
    const known = this.#distinctive.get(value);
    if (known !== undefined) {
      known?.places.push(place);
      return known !== null;
    }
    const produced = this.#producerOf(value, leaf, place.step);
    const draft = produced === null ? null : { value, origin: { kind: 'taken' as const, produced }, leaf, places: [place] };
    this.#distinctive.set(value, draft);
    return draft !== null;
  }

  #producerOf(value: string, leaf: Leaf, step: number): Produced | null {
    const before = this.#recording.produced(value).filter((one) => one.step < step);
    const come = before.filter((one) => this.#recording.hadCome(one.step, step));
    const best = chosen(come.length > 0 ? come : before, leaf, this.#recording);
    return best ?? this.#fromText(value, '', leaf, step);
  }

  /** Searches the text of the latest earlier response, for example in a script of a page. */
  #fromText(value: string, before: string, { field }: Leaf, step: number): Produced | null {
    for (let producer = step - 1; producer >= 0; producer -= 1) {
      const response = this.#recording.responses[producer];
      if (response === null || response === undefined || !this.#recording.hadCome(producer, step)) continue;
      const extract = textValue(response, value, before);
      if (extract === null) continue;
      const word = field === '' ? '' : field;
      return { value, extract, word, owner: '', rank: 4, isInList: extract.pick !== undefined, step: producer };
    }
    return null;
  }

  /** A word or a small number is equal by chance, unless both places indicate the same meaning. */
  #lookShort(leaf: Leaf, place: Place): boolean {
    const { text: value } = leaf;
    const slot = `${leaf.place} ${leaf.before} ${leaf.field} ${value}`;
    // A value that a request contained before any response did was typed, or comes from a script of the page.
    if (this.#used.has(slot)) return false;
    const meant = this.#recording
      .produced(value)
      .filter((one) => one.step < place.step && affinity(one, leaf, this.#recording) > 0);
    const produced = chosen(meant, leaf, this.#recording) ?? this.#shortFromText(leaf, place.step);
    if (produced === null) {
      this.#used.add(slot);
      return false;
    }
    const key = `${produced.step} ${JSON.stringify(produced.extract)}`;
    const known = this.#short.get(key);
    if (known === undefined) this.#short.set(key, { value, origin: { kind: 'taken', produced }, leaf, places: [place] });
    else known.places.push(place);
    return true;
  }

  /** Searches for an id in a link of a page: "/orders/17", "?id=17". */
  #shortFromText(leaf: Leaf, step: number): Produced | null {
    const { text: value, place, before, field } = leaf;
    if (!/^\d+$/.test(value) && !/^(?=.*\d)[\w-]{3,}$/.test(value)) return null;
    if (place === 'path' && /^[A-Za-z][\w-]*$/.test(before)) return this.#fromText(value, `/${before}/`, leaf, step);
    if (place === 'query' && /(?:^|_|[a-z])(?:id|Id|ID|pk|no|key)$/.test(field))
      return this.#fromText(value, `${field}=`, leaf, step);
    return null;
  }

  /** Searches for pieces of the leaf that are values of their own. */
  #lookWithin(leaf: Leaf, place: Place): boolean {
    const { text } = leaf;
    if (text.length < 8 || !/[^A-Za-z0-9]/.test(text)) return false;
    const taken: Place[] = [];
    for (const one of piecesOf(text)) {
      const { from, to } = one;
      if (to - from === text.length || taken.some((before) => from < before.to && before.from < to)) continue;
      const piece = text.slice(from, to);
      if (!isDistinctive(piece) || this.#constants.has(piece)) continue;
      const within = { ...place, from, to };
      const name = nameBefore(text, one);
      if (this.#lookDistinctive(piece, name === '' ? leaf : { ...leaf, field: name }, within)) taken.push(within);
    }
    return taken.length > 0;
  }

  /** No response contains it: the client made it, a person typed it, or its origin is unknown. */
  #lookAlone(leaf: Leaf, place: Place): void {
    const { text: value } = leaf;
    if (this.#constants.has(value)) return;
    const { recorded, step } = this.#recording.requests[place.step] ?? {};
    const made = clientMade(leaf, { method: step?.method ?? 'GET', at: recorded?.startedAt ?? Number.NaN });
    if (made !== null) this.#other(value, leaf, place, { kind: 'made', ...made });
    else if (isTyped(leaf, step?.method ?? 'GET')) this.#other(value, leaf, place, { kind: 'typed' });
    else if (looksRandom(value) && !CLIENT_FIXED.test(leaf.field)) this.#other(value, leaf, place, { kind: 'unknown' });
  }

  #other(value: string, leaf: Leaf, place: Place, origin: ValueDraft['origin']): void {
    const draft: ValueDraft = { value, origin, leaf, places: [place] };
    if (isDistinctive(value)) this.#distinctive.set(value, draft);
    else this.#others.push(draft);
  }
}

/**
 * Prefers values that are not in a list, then the latest response; within it JSON before headers before HTML, and the shallowest
 * path.
 */
function chosen(values: readonly Produced[], leaf: Leaf, recording: Recording): Produced | null {
  const order = (one: Produced, other: Produced): number =>
    Number(one.isInList) - Number(other.isInList) ||
    affinityOrder(one, other, leaf, recording) ||
    other.step - one.step ||
    one.rank - other.rank ||
    pathLength(one) - pathLength(other);
  return values.toSorted(order)[0] ?? null;
}

function affinityOrder(one: Produced, other: Produced, leaf: Leaf, recording: Recording): number {
  return isDistinctive(leaf.text) ? 0 : affinity(other, leaf, recording) - affinity(one, leaf, recording);
}

function pathLength({ extract }: Produced): number {
  return extract.json?.length ?? 0;
}
