// Writes found values into the steps of a journey: a name where each is used, and an extraction where it comes from. Pure.
import type { StepInput } from '../imported/imported.ts';
import type { FoundValue, Place } from './found-value.ts';
import type { TextSpan } from './leaf.ts';
import { stepWith } from './step-leaves.ts';

/** The name of the data file with typed values. */
export const DATA_NAME = 'recorded';

export function withFoundValues(steps: readonly StepInput[], found: readonly FoundValue[]): StepInput[] {
  const holes = new Map<number, (Place & { readonly hole: string })[]>();
  for (const value of found)
    for (const place of value.places)
      holes.set(place.step, [...(holes.get(place.step) ?? []), { ...place, hole: holeOf(value) }]);
  const filled = steps.map((step, at) => stepWithHoles(step, holes.get(at) ?? []));
  for (const value of found) {
    if (value.kind !== 'taken') continue;
    const maker = filled[value.producer];
    if (maker !== undefined) filled[value.producer] = { ...maker, extract: { ...maker.extract, [value.name]: value.extract } };
  }
  return filled;
}

/** The text that replaces the value. */
function holeOf(found: FoundValue): string {
  switch (found.kind) {
    case 'made':
      return found.name.startsWith('$') ? found.template : `{{${found.name}}}`;
    case 'typed':
    case 'unknown':
      return `{{${DATA_NAME}.${found.name}}}`;
    case 'taken':
    case 'secret':
      return `{{${found.name}}}`;
  }
}

type Hole = Place & { readonly hole: string };

function stepWithHoles(step: StepInput, holes: readonly Hole[]): StepInput {
  if (holes.length === 0) return step;
  let at = -1;
  const changed = stepWith(step, () => {
    at += 1;
    return spansOf(holes.filter(({ leaf }) => leaf === at));
  });
  const address = holes.find(({ leaf }) => leaf === -1);
  if (address === undefined) return changed;
  // The leaves within an address contain no names, so its length is unchanged.
  return { ...changed, url: step.url.slice(0, address.from) + address.hole + changed.url.slice(address.to) };
}

function spansOf(holes: readonly Hole[]): readonly TextSpan[] {
  return holes.toSorted((one, other) => one.from - other.from).map(({ from, to, hole }) => ({ from, to, hole }));
}
