// What can be done with a step of the list. The same object for as long as the list is shown, so that a keystroke
// draws anew only the rows it changes.
import { useContext, useLayoutEffect, useState } from 'react';
import { withValueAt } from '../draft/changed-value.ts';
import { FaultContext, useDraftForm } from '../draft/draft-form.tsx';
import { stepName } from '../draft/draft-scenario.ts';
import { useRemoval } from '../draft/removal.ts';
import { copyStep, indexOfStep, insertStep, moveStep, removeStep, type StepAt } from '../draft/scenario-changes.ts';

/** At once, the sentence could push away the very button being clicked. */
const REVEAL_AFTER_MS = 200;

export interface StepActions {
  readonly edit: (at: StepAt) => void;
  readonly rename: (at: StepAt, name: string) => void;
  readonly leaveName: (at: StepAt) => void;
  readonly move: (at: StepAt, by: 1 | -1) => void;
  readonly copy: (at: StepAt) => void;
  readonly remove: (at: StepAt) => void;
}

export function useStepActions(onStep: (index: number) => void): StepActions {
  const form = useDraftForm();
  const remove = useRemoval();
  const { reveal } = useContext(FaultContext);
  const [held] = useState(holdActions);
  useLayoutEffect(() => held.follow({ form, remove, reveal, onStep }));
  return held.actions;
}

interface Surroundings {
  readonly form: ReturnType<typeof useDraftForm>;
  readonly remove: ReturnType<typeof useRemoval>;
  readonly reveal: (path: string) => void;
  readonly onStep: (index: number) => void;
}

/** Actions that always work on what was drawn last. */
function holdActions(): { readonly actions: StepActions; readonly follow: (surroundings: Surroundings) => void } {
  let latest: Surroundings | null = null;
  const actions = stepActions(() => {
    if (latest === null) throw new Error('An action needs a list that was drawn');
    return latest;
  });
  return { actions, follow: (surroundings) => void (latest = surroundings) };
}

function stepActions(latest: () => Surroundings): StepActions {
  return {
    edit(at) {
      const { form, onStep } = latest();
      onStep(indexOfStep(form.getValues(), at));
    },
    rename(at, name) {
      const { form } = latest();
      form.setValues(withValueAt(form.getValues(), namePath(at), name));
    },
    leaveName: (at) => void setTimeout(() => latest().reveal(namePath(at)), REVEAL_AFTER_MS),
    move(at, by) {
      const { form, onStep } = latest();
      const moved = moveStep(form.getValues(), at, by);
      form.setValues(moved.draft);
      onStep(indexOfStep(moved.draft, moved.at));
    },
    copy(at) {
      const { form, onStep } = latest();
      const draft = form.getValues();
      form.setValues(copyStep(draft, at));
      onStep(indexOfStep(draft, at) + 1);
    },
    remove(at) {
      const { form, remove, onStep } = latest();
      const draft = form.getValues();
      const given = draft.scenarios[at.scenario]?.steps[at.step];
      if (given === undefined) return;
      onStep(Math.max(0, indexOfStep(draft, at) - 1));
      remove(
        `Removed step “${stepName(given)}”.`,
        (before) => removeStep(before, at),
        (later) => insertStep(later, at, given),
      );
    },
  };
}

function namePath({ scenario, step }: StepAt): string {
  return `scenarios.${scenario}.steps.${step}.name`;
}
