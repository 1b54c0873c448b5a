// Correlation: finds the values of a recording that came from an earlier response, and where each was used. It works offline and
// always gives the same result.
import type { ImportedRequest } from '../imported/imported.ts';
import { foundAddresses } from './found-addresses.ts';
import { namedValues } from './named-values.ts';
import type { FoundValue } from './found-value.ts';
import { Recording } from './recording.ts';
import { ValueSearch } from './value-search.ts';

export interface Known {
  /** Values in the scripts of the pages, which are the same for everybody. */
  readonly constants: ReadonlySet<string>;
}

export function foundValues(
  requests: readonly ImportedRequest[],
  known: Known = { constants: new Set() },
): readonly FoundValue[] {
  const recording = new Recording(requests);
  const addresses = foundAddresses(recording);
  const search = new ValueSearch(recording, addresses, known.constants);
  recording.leaves.forEach((leaves, step) => leaves.forEach((leaf, at) => search.look(leaf, step, at)));
  return namedValues(search.drafts(), recording);
}
