// What can be done with the steps and scenarios of the outline. The same object for as long as the outline is shown, so that a
// keystroke draws anew only the rows it changes.
import { useLayoutEffect, useState } from 'react';
import { useDraftForm } from '../draft/draft-form.tsx';
import { stepName } from '../draft/draft-scenario.ts';
import type { EditorPlace } from '../draft/editor-place.ts';
import { useRemoval } from '../draft/removal.ts';
import {
  addScenario,
  addStep,
  copyStep,
  insertScenario,
  insertStep,
  moveStep,
  placeStep,
  removeScenario,
  removeStep,
  type StepAt,
} from '../draft/scenario-changes.ts';
import { focusField } from '../focus-field.ts';

export interface StepActions {
  readonly go: (place: EditorPlace) => void;
  readonly addStep: (scenario: number) => void;
  readonly addScenario: () => void;
  readonly move: (at: StepAt, by: 1 | -1) => void;
  /** Before the step at `to`. */
  readonly place: (at: StepAt, to: StepAt, isCopy: boolean) => void;
  readonly copy: (at: StepAt) => void;
  readonly remove: (at: StepAt) => void;
  readonly removeScenario: (scenario: number) => void;
}

export function useStepActions(onGo: (place: EditorPlace) => void): StepActions {
  const form = useDraftForm();
  const change = useRemoval();
  const [held] = useState(holdActions);
  useLayoutEffect(() => held.follow({ form, change, onGo }));
  return held.actions;
}

interface Surroundings {
  readonly form: ReturnType<typeof useDraftForm>;
  readonly change: ReturnType<typeof useRemoval>;
  readonly onGo: (place: EditorPlace) => void;
}

/** Actions that always work on what was drawn last. */
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
    addStep(scenario) {
      const { form, onGo } = latest();
      const step = form.getValues().scenarios[scenario]?.steps.length ?? 0;
      form.setValues(addStep(form.getValues(), scenario));
      onGo({ kind: 'step', scenario, step });
      focusField(`scenarios.${scenario}.steps.${step}.url`, true);
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
      const copied = { scenario: at.scenario, step: at.step + 1 };
      change(
        null,
        (before) => copyStep(before, at),
        (later) => removeStep(later, copied),
      );
      onGo({ kind: 'step', ...copied });
    },
    remove(at) {
      const { form, change, onGo } = latest();
      const steps = form.getValues().scenarios[at.scenario]?.steps ?? [];
      const given = steps[at.step];
      if (given === undefined || steps.length === 1) return;
      change(
        `Removed step “${stepName(given)}”.`,
        (before) => removeStep(before, at),
        (later) => insertStep(later, at, given),
      );
      onGo({ kind: 'step', scenario: at.scenario, step: Math.max(0, at.step - 1) });
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

function movingActions(latest: () => Surroundings): Pick<StepActions, 'move' | 'place'> {
  return {
    move(at, by) {
      const { form, change, onGo } = latest();
      const moved = moveStep(form.getValues(), at, by);
      if (moved.at === at) return;
      change(
        null,
        () => moved.draft,
        (later) =>
          placeStep(later, moved.at, by === -1 && moved.at.scenario === at.scenario ? { ...at, step: at.step + 1 } : at).draft,
      );
      onGo({ kind: 'step', ...moved.at });
    },
    place(at, to, isCopy) {
      const { form, change, onGo } = latest();
      const given = form.getValues().scenarios[at.scenario]?.steps[at.step];
      if (given === undefined) return;
      if (isCopy) {
        change(
          null,
          (before) => insertStep(before, to, given),
          (later) => removeStep(later, to),
        );
        return onGo({ kind: 'step', ...to });
      }
      const moved = placeStep(form.getValues(), at, to);
      if (moved.at.scenario === at.scenario && moved.at.step === at.step) return;
      const isBack = moved.at.scenario === at.scenario && moved.at.step < at.step;
      change(
        null,
        () => moved.draft,
        (later) => placeStep(later, moved.at, isBack ? { ...at, step: at.step + 1 } : at).draft,
      );
      onGo({ kind: 'step', ...moved.at });
    },
  };
}
