// Moves a step of the outline with the pointer. Escape cancels; Alt copies the step.
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import type { Draft } from '../draft/draft.ts';
import type { StepActions } from './use-step-actions.ts';
import { canRemove } from '../draft/scenario-changes.ts';
import { isSameStep, stepOfPath, type StepAt } from '../draft/step-list.ts';

export interface Dragged {
  readonly from: StepAt;
  /** The step before which it would go. */
  readonly to: StepAt;
  readonly isCopy: boolean;
  /** In CSS px within the window: of the dragged row, and of the line. */
  readonly x: number;
  readonly y: number;
  readonly line: { readonly left: number; readonly top: number; readonly width: number };
}

interface Pressed {
  readonly from: StepAt;
  readonly x: number;
  readonly y: number;
}

const BEGINS_AFTER_PX = 4;

export function useStepDrag(draft: Draft, actions: StepActions) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const pressed = useRef<Pressed | null>(null);
  const isDragging = dragged !== null;

  useEffect(() => {
    if (!isDragging) return;
    function handleKey(event: KeyboardEvent): void {
      if (event.key !== 'Escape') return;
      pressed.current = null;
      setDragged(null);
    }
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  }, [isDragging]);

  function handleDown(event: PointerEvent<HTMLElement>): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-movable]') : null;
    if (row === null || event.button !== 0) return;
    const from = stepOf(row);
    if (from !== null) pressed.current = { from, x: event.clientX, y: event.clientY };
  }

  function handleMove(event: PointerEvent<HTMLElement>): void {
    const press = pressed.current;
    if (press === null) return;
    const isFar = Math.hypot(event.clientX - press.x, event.clientY - press.y) > BEGINS_AFTER_PX;
    if (!isDragging && !isFar) return;
    if (!isDragging) event.currentTarget.setPointerCapture(event.pointerId);
    const target = targetAt(event.currentTarget, event.clientY, press.from, draft);
    if (target !== null) {
      setDragged({ from: press.from, isCopy: event.altKey, x: event.clientX, y: event.clientY, ...target });
    }
  }

  function handleUp(): void {
    pressed.current = null;
    if (dragged === null) return;
    setDragged(null);
    actions.place(dragged.from, dragged.to, dragged.isCopy);
  }

  function handleCancel(): void {
    pressed.current = null;
    setDragged(null);
  }

  const handlers = { onPointerDown: handleDown, onPointerMove: handleMove, onPointerUp: handleUp, onPointerCancel: handleCancel };
  return { dragged, handlers };
}

function stepOf({ dataset }: HTMLElement): StepAt | null {
  return dataset['step'] === undefined ? null : stepOfPath(dataset['step']);
}

/** The gap between two rows that is nearest to the pointer. */
function targetAt(tree: HTMLElement, y: number, from: StepAt, draft: Draft): Pick<Dragged, 'to' | 'line'> | null {
  let best: (Pick<Dragged, 'to' | 'line'> & { readonly distance: number }) | null = null;
  for (const row of tree.querySelectorAll<HTMLElement>('[data-step]')) {
    const at = stepOf(row);
    // A scenario keeps its last step.
    if (at === null || (!canRemove(draft, from) && !isSameList(at, from))) continue;
    const { top, bottom, left, width } = row.getBoundingClientRect();
    for (const [edge, step] of [
      [top, at.step],
      [bottom, at.step + 1],
    ] as const) {
      const distance = Math.abs(edge - y);
      if (best !== null && distance >= best.distance) continue;
      best = { to: { ...at, step }, line: { left, top: edge, width }, distance };
    }
  }
  return best;
}

function isSameList(a: StepAt, b: StepAt): boolean {
  return isSameStep({ ...a, step: 0 }, { ...b, step: 0 });
}
