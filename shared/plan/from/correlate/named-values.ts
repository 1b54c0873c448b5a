// Names the found values: after the place where they occur, and differently if two are in use at the same time. Pure.
import { ownerOf } from './affinity.ts';
import type { FoundValue, Produced } from './found-value.ts';
import type { Recording } from './recording.ts';
import type { ValueDraft } from './value-draft.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

export function namedValues(drafts: readonly ValueDraft[], recording: Recording): readonly FoundValue[] {
  const taken = new Map<string, Span[]>();
  const ordered = drafts.toSorted((one, other) => firstOf(one) - firstOf(other));
  return ordered.map((draft): FoundValue => {
    const { value, origin, places } = draft;
    const consumers = [...new Set(places.map(({ step }) => step))].toSorted((one, other) => one - other);
    const shared = { value, consumers, places };
    const last = consumers.at(-1) ?? 0;
    switch (origin.kind) {
      case 'taken': {
        const { step, extract } = origin.produced;
        const name = freeName(nameFor(origin.produced, draft, recording), { from: step, to: last }, taken);
        return { ...shared, kind: 'taken', name, producer: step, extract };
      }
      case 'made': {
        // A value that is sent only once needs no name.
        const isOnce = places.length === 1 || !origin.isShared;
        const builtIn = origin.template.replace(/^\{\{(\$\w+).*$/s, '$1');
        const name = isOnce ? builtIn : freeName(plainName(draft.leaf.field) || 'id', WHOLE, taken);
        return { ...shared, kind: 'made', name, template: origin.template };
      }
      case 'typed':
        return { ...shared, kind: 'typed', name: freeName(plainName(draft.leaf.field) || 'value', WHOLE, taken) };
      case 'unknown':
        return { ...shared, kind: 'unknown', name: freeName(plainName(draft.leaf.field) || 'value', WHOLE, taken) };
    }
  });
}

const WHOLE: Span = { from: -1, to: Infinity };

function firstOf({ places, origin }: ValueDraft): number {
  return origin.kind === 'taken' ? origin.produced.step : (places[0]?.step ?? 0);
}

/** A token that is new on every page keeps its name, because each one replaces the one before. */
function freeName(wanted: string, span: Span, taken: Map<string, Span[]>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    const spans = taken.get(name) ?? [];
    if (spans.some((one) => span.from < one.to && one.from < span.to)) continue;
    taken.set(name, [...spans, span]);
    return name;
  }
}

/** "cartId" for the id that POST /carts returns; otherwise the name at the place where the value occurs. */
function nameFor(produced: Produced, { leaf }: ValueDraft, recording: Recording): string {
  const { word } = produced;
  if (!/^(?:id|uuid|guid|key|slug|code|number|no|pk|href|url|self|next)$/i.test(word))
    return plainName(word) || plainName(leaf.field) || 'value';
  if (/^(?:code|key|href|url|self|next)$/i.test(word)) return plainName(word);
  const owner = plainName(ownerOf(produced, recording));
  return owner === '' ? plainName(word) : `${owner}${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function plainName(text: string): string {
  const name = text
    .replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')
    .replace(/^[A-Z]/, (one) => one.toLowerCase())
    .slice(0, 60);
  return /^\d/.test(name) ? `value${name}` : name;
}
