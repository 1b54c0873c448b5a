// Which value would be used before it is made if a step were moved. Pure.
import type { Draft } from '../draft/draft.ts';
import { stepName } from '../draft/draft-scenario.ts';
import { isKnown, makerOf, nameIndex, sequenceOf, type NameIndex } from '../draft/name-index.ts';
import { placeStep } from '../draft/scenario-changes.ts';
import { BEFORE, stepAt, type StepAt } from '../draft/step-list.ts';

const NONE = new Map<string, readonly string[]>();

/** A sentence; null if every name that has a value now keeps it. */
export function brokenBy(draft: Draft, from: StepAt, to: StepAt): string | null {
  const after = placeStep(draft, from, to).draft;
  const known = new Set(missing(nameIndex(draft, NONE)).map(({ name }) => name));
  const index = nameIndex(after, NONE);
  const found = missing(index).find(({ name }) => !known.has(name));
  if (found === undefined) return null;
  const user = stepAt(after, found.at);
  if (user === null) return null;
  const maker = makerOf(index, found.name, found.at);
  const makerStep = maker.kind === 'later' ? stepAt(after, maker.at) : null;
  return makerStep === null
    ? `${stepName(user)} would use “${found.name}”, and nothing in its scenario would make it.`
    : `${stepName(user)} would use “${found.name}” before ${stepName(makerStep)} makes it.`;
}

interface MissingName {
  readonly at: StepAt;
  readonly name: string;
}

function missing(index: NameIndex): readonly MissingName[] {
  const lists = [BEFORE, ...index.steps.map((_, scenario) => ({ scenario }))];
  return lists.flatMap((list) =>
    sequenceOf(index, list).flatMap(({ at, names }) =>
      names.used.flatMap(({ name, part }) => {
        const isAfter = part === 'a value taken' || part === 'a check';
        return isKnown(makerOf(index, name, { ...at, isAfter })) ? [] : [{ at, name }];
      }),
    ),
  );
}
