// Changes one step of the draft, whatever else happens to the draft meanwhile.
import { useDraftForm } from '../draft/draft-form.tsx';
import type { StepDraft } from '../draft/draft-scenario.ts';
import { useRemoval } from '../draft/removal.ts';
import { changeStep } from '../draft/scenario-changes.ts';
import { stepAt, type StepAt } from '../draft/step-list.ts';

export function useStepChange(at: StepAt): (change: (step: StepDraft) => StepDraft) => void {
  const form = useDraftForm();
  return (change) => form.setValues(changeStep(form.getValues(), at, change));
}

type RowList = 'headers' | 'extract' | 'checks';

/** Removes a row from one of a step's lists, and offers to undo it. */
export function useRowRemoval(at: StepAt): (list: RowList, index: number, words: string) => void {
  const form = useDraftForm();
  const remove = useRemoval();
  return (list, index, words) => {
    const row = stepAt(form.getValues(), at)?.[list][index];
    if (row === undefined) return;
    remove(
      words,
      (before) => changeStep(before, at, (step) => ({ ...step, [list]: step[list].toSpliced(index, 1) })),
      (later) =>
        changeStep(later, at, (step) => ({ ...step, [list]: [...step[list].slice(0, index), row, ...step[list].slice(index)] })),
    );
  };
}
