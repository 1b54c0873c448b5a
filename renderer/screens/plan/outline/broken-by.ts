// Which value would be used before it is made if a step went to another place. Pure.
import type { Draft } from '../draft/draft.ts';
import { stepName } from '../draft/draft-scenario.ts';
import { isKnown, makerOf, nameIndex, type NameIndex } from '../draft/name-index.ts';
import { placeStep, type StepAt } from '../draft/scenario-changes.ts';

const NONE = new Map<string, readonly string[]>();

/** A sentence; null where all that is known now stays known. */
export function brokenBy(draft: Draft, from: StepAt, to: StepAt): string | null {
  const after = placeStep(draft, from, to).draft;
  const before = missingIn(draft);
  const index = nameIndex(after, NONE);
  const found = missing(index).find(({ name }) => !before.has(name));
  if (found === undefined) return null;
  const user = after.scenarios[found.scenario]?.steps[found.step];
  const maker = makerOf(index, found.name, found);
  const makerStep = maker.kind === 'later' ? after.scenarios[maker.scenario]?.steps[maker.step] : undefined;
  if (user === undefined) return null;
  return makerStep === undefined
    ? `${stepName(user)} would use “${found.name}”, and nothing in its scenario would make it.`
    : `${stepName(user)} would use “${found.name}” before ${stepName(makerStep)} makes it.`;
}

function missingIn(draft: Draft): ReadonlySet<string> {
  return new Set(missing(nameIndex(draft, NONE)).map(({ name }) => name));
}

function missing(index: NameIndex): (StepAt & { readonly name: string })[] {
  return index.steps.flatMap((steps, scenario) =>
    steps.flatMap(({ used }, step) =>
      used.flatMap(({ name, part }) => {
        const isAfter = part === 'a value taken' || part === 'a check';
        return isKnown(makerOf(index, name, { scenario, step, isAfter })) ? [] : [{ scenario, step, name }];
      }),
    ),
  );
}
