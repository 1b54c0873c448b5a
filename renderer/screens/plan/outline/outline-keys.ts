// The keys of the outline: arrows move through its rows, other keys change the focused step.
import type { KeyboardEvent } from 'react';
import type { Draft } from '../draft/draft.ts';
import type { EditorPlace } from '../draft/editor-place.ts';
import { stepOfPath, stepPath } from '../draft/step-list.ts';
import { focusField } from '../focus-field.ts';
import type { StepActions } from './use-step-actions.ts';

export function handleOutlineKey(event: KeyboardEvent<HTMLElement>, draft: Draft, actions: StepActions): void {
  const { target } = event;
  if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'treeitem') return;
  const place = placeOf(target.dataset['item'] ?? '', draft);
  const isTaken = goByKey(event, target, actions, draft) || changeByKey(event, target, place, actions);
  if (!isTaken) return;
  event.preventDefault();
  event.stopPropagation();
}

function goByKey(event: KeyboardEvent<HTMLElement>, from: HTMLElement, actions: StepActions, draft: Draft): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const at = items.indexOf(from);
  const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (wanted === undefined) return false;
  const next = items[Math.min(items.length - 1, Math.max(0, wanted))];
  const place = placeOf(next?.dataset['item'] ?? '', draft);
  if (place !== null) actions.go(place);
  next?.focus();
  return true;
}

function changeByKey(
  event: KeyboardEvent<HTMLElement>,
  item: HTMLElement,
  place: EditorPlace | null,
  actions: StepActions,
): boolean {
  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (isPlain && (event.key === 'Enter' || event.key === ' ')) {
    if (place?.kind === 'step') focusField(`${stepPath(place)}.url`);
    else item.click();
    return true;
  }
  if (isPlain && event.key === 'F2') return renameByKey(place);
  if (place?.kind === 'scenario' && isPlain && event.key === 'Delete') {
    actions.removeScenario(place.scenario);
    return true;
  }
  return place?.kind === 'step' && changeStepByKey(event, place, actions, isPlain);
}

function renameByKey(place: EditorPlace | null): boolean {
  if (place === null || place.kind === 'sources') return false;
  focusField(`${place.kind === 'step' ? stepPath(place) : `scenarios.${place.scenario}`}.name`, true);
  return true;
}

function changeStepByKey(
  event: KeyboardEvent<HTMLElement>,
  place: Extract<EditorPlace, { kind: 'step' }>,
  actions: StepActions,
  isPlain: boolean,
): boolean {
  const tree = event.currentTarget;
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    actions.move(place, event.key === 'ArrowUp' ? -1 : 1);
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
    actions.copy(place);
  } else if (isPlain && event.key === 'Delete') {
    actions.remove(place);
  } else return false;
  // The row that is edited gets the focus.
  requestAnimationFrame(() => tree.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  return true;
}

function placeOf(item: string, { scenarios }: Draft): EditorPlace | null {
  if (item.startsWith('sources')) return { kind: 'sources' };
  const step = stepOfPath(item);
  if (step !== null) return { kind: 'step', ...step };
  const scenario = Number(/^scenario-(\d+)$/.exec(item)?.[1] ?? Number.NaN);
  return scenarios[scenario] === undefined ? null : { kind: 'scenario', scenario };
}
