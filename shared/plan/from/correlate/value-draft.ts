// A value whose origin is being searched for, before it has a name. Types only.
import type { Place } from './found-value.ts';
import type { Leaf } from './leaf.ts';
import type { Produced } from './found-value.ts';

export interface ValueDraft {
  readonly value: string;
  readonly origin:
    | { readonly kind: 'taken'; readonly produced: Produced }
    | { readonly kind: 'made'; readonly template: string; readonly isShared: boolean }
    | { readonly kind: 'typed' }
    | { readonly kind: 'unknown' };
  /** The first leaf that uses it. */
  readonly leaf: Leaf;
  readonly places: Place[];
}
