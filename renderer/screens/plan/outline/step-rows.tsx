// The rows of one list of steps, and the row that adds a step.
import { useContext } from 'react';
import { DraftFaultContext } from '../draft/draft-form.tsx';
import { stepName, type StepDraft } from '../draft/draft-scenario.ts';
import { isSamePlace, type EditorPlace } from '../draft/editor-place.ts';
import { isSameStep, stepOfPath, stepPath, type ListAt, type StepAt } from '../draft/step-list.ts';
import { ChosenContext } from '../names/names-context.ts';
import { OutlineRow } from './outline-row.tsx';
import { threadOf } from './thread.ts';
import type { StepActions } from './use-step-actions.ts';

interface StepRowsProps {
  readonly steps: readonly StepDraft[];
  readonly list: ListAt;
  readonly place: EditorPlace | null;
  readonly dragged: StepAt | null;
  readonly actions: StepActions;
}

export function StepRows({ steps, list, place, dragged, actions }: StepRowsProps) {
  const { faults } = useContext(DraftFaultContext);
  const names = useContext(ChosenContext);
  const counts = faultCounts(faults.keys());
  const thread = names === null ? null : threadOf(names.index, names.place, names.chosen);
  return steps.map((step, index) => {
    const at = { ...list, step: index };
    const path = stepPath(at);
    return (
      <OutlineRow
        key={path}
        path={path}
        step={index}
        isOnce={list.list === 'perVu'}
        method={step.method}
        name={rowName(stepName(step), step.method)}
        made={step.extract.map(({ name }) => name.trim()).join(' ')}
        chosen={names?.chosen ?? null}
        problems={counts.get(path) ?? 0}
        thread={thread?.get(path) ?? null}
        isCurrent={place !== null && isSamePlace(place, { kind: 'step', ...at })}
        isDragged={dragged !== null && isSameStep(dragged, at)}
        canMove={list.list !== undefined || steps.length > 1}
        actions={actions}
      />
    );
  });
}

/** By step: how many of its fields show a problem. */
function faultCounts(paths: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const at = stepOfPath(path);
    if (at !== null) counts.set(stepPath(at), (counts.get(stepPath(at)) ?? 0) + 1);
  }
  return counts;
}

/** The method has its own column. */
function rowName(name: string, method: string): string {
  return name.startsWith(`${method} `) ? name.slice(method.length + 1) : name;
}
