// The actions on the steps and scenarios of the outline. It is the same object as long as the outline is shown, so that a
// keystroke renders only the rows that it changes.
import { useLayoutEffect, useState } from 'react';
import type { useDraftForm } from '../draft/draft-form.tsx';
import { stepName } from '../draft/draft-scenario.ts';
import type { EditorPlace } from '../draft/editor-place.ts';
import type { Removal } from '../draft/removal.ts';
import {
  addScenario,
  addStep,
  canRemove,
  copyStep,
  insertScenario,
  insertStep,
  moveStep,
  placeStep,
  removeScenario,
  removeStep,
  type MovedStep,
} from '../draft/scenario-changes.ts';
import { BEFORE, isSameStep, stepsIn, stepAt, stepPath, type ListAt, type StepAt, type StepList } from '../draft/step-list.ts';
import { focusField } from '../focus-field.ts';

export interface StepActions {
  readonly go: (place: EditorPlace) => void;
  readonly addStep: (list: ListAt) => void;
  readonly addScenario: () => void;
  readonly move: (at: StepAt, by: 1 | -1) => void;
  /** Moves or copies it before the step at `to`. */
  readonly place: (at: StepAt, to: StepAt, isCopy: boolean) => void;
  /** Moves it to the end of another list, or from there to the beginning of the journey. */
  readonly sendIn: (at: StepAt, list: StepList) => void;
  readonly copy: (at: StepAt) => void;
  readonly remove: (at: StepAt) => void;
  readonly removeScenario: (scenario: number) => void;
}

interface Surroundings {
  readonly form: ReturnType<typeof useDraftForm>;
  readonly change: Removal;
  readonly onGo: (place: EditorPlace) => void;
  /** Announces the text to screen readers. */
  readonly say: (words: string) => void;
}

export function useStepActions(surroundings: Surroundings): StepActions {
  const [held] = useState(holdActions);
  useLayoutEffect(() => held.follow(surroundings));
  return held.actions;
}

/** Actions that always work on the latest rendered draft. */
function holdActions(): { readonly actions: StepActions; readonly follow: (surroundings: Surroundings) => void } {
  let latest: Surroundings | null = null;
  const surroundings = (): Surroundings => {
    if (latest === null) throw new Error('An action needs an outline that was drawn');
    return latest;
  };
  return {
    actions: { go: (place) => surroundings().onGo(place), ...addingActions(surroundings), ...movingActions(surroundings) },
    follow: (next) => void (latest = next),
  };
}

function addingActions(
  latest: () => Surroundings,
): Pick<StepActions, 'addStep' | 'addScenario' | 'copy' | 'remove' | 'removeScenario'> {
  return {
    addStep(list) {
      const { form, onGo } = latest();
      const at = { ...list, step: stepsIn(form.getValues(), list).length };
      form.setValues(addStep(form.getValues(), list));
      onGo({ kind: 'step', ...at });
      focusField(`${stepPath(at)}.url`, true);
    },
    addScenario() {
      const { form, onGo } = latest();
      const scenario = form.getValues().scenarios.length;
      form.setValues(addScenario(form.getValues()));
      onGo({ kind: 'scenario', scenario });
      focusField(`scenarios.${scenario}.name`, true);
    },
    copy(at) {
      const { change, onGo } = latest();
      const copied = { ...at, step: at.step + 1 };
      change(
        null,
        (before) => copyStep(before, at),
        (later) => removeStep(later, copied),
      );
      onGo({ kind: 'step', ...copied });
    },
    remove(at) {
      const { form, change, onGo } = latest();
      const given = stepAt(form.getValues(), at);
      if (given === null || !canRemove(form.getValues(), at)) return;
      change(
        `Removed step “${stepName(given)}”.`,
        (before) => removeStep(before, at),
        (later) => insertStep(later, at, given),
      );
      onGo({ kind: 'step', ...at, step: Math.max(0, at.step - 1) });
    },
    removeScenario(scenario) {
      const { form, change, onGo } = latest();
      const { scenarios } = form.getValues();
      const given = scenarios[scenario];
      if (given === undefined || scenarios.length === 1) return;
      change(
        `Removed scenario “${given.name}”.`,
        (before) => removeScenario(before, scenario),
        (later) => insertScenario(later, scenario, given),
      );
      onGo({ kind: 'step', scenario: Math.max(0, scenario - 1), step: 0 });
    },
  };
}

function movingActions(latest: () => Surroundings): Pick<StepActions, 'move' | 'place' | 'sendIn'> {
  function apply(from: StepAt, moved: MovedStep): void {
    if (isSameStep(moved.at, from)) return;
    const { change, onGo, say } = latest();
    change(
      null,
      () => moved.draft,
      (later) => placeStep(later, moved.at, placeBehind(from, moved.at)).draft,
    );
    onGo({ kind: 'step', ...moved.at });
    const step = stepAt(moved.draft, moved.at);
    if (step !== null) say(`${stepName(step)} is now step ${moved.at.step + 1} of ${stepsIn(moved.draft, moved.at).length}`);
  }
  return {
    move: (at, by) => apply(at, moveStep(latest().form.getValues(), at, by)),
    sendIn(at, list) {
      const values = latest().form.getValues();
      const to = list === 'before' ? BEFORE : { list, scenario: Math.max(0, at.scenario) };
      apply(at, placeStep(values, at, { ...to, step: list === 'steps' ? 0 : stepsIn(values, to).length }));
    },
    place(at, to, isCopy) {
      const { form, change, onGo } = latest();
      const given = stepAt(form.getValues(), at);
      if (given === null) return;
      if (!isCopy) return apply(at, placeStep(form.getValues(), at, to));
      change(
        null,
        (before) => insertStep(before, to, given),
        (later) => removeStep(later, to),
      );
      onGo({ kind: 'step', ...to });
    },
  };
}

/** The step before which it must go to return to `from`. */
function placeBehind(from: StepAt, now: StepAt): StepAt {
  const isSameList = isSameStep({ ...from, step: 0 }, { ...now, step: 0 });
  return isSameList && now.step < from.step ? { ...from, step: from.step + 1 } : from;
}
