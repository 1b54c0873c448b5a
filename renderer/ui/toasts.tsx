// Notices at the lower right: a note, a failure, and an action that can be undone for ten seconds.
import { notifications } from '@mantine/notifications';
import type { Failure } from '../../shared/errors.ts';
import css from './toasts.module.css';
import { classes } from './classes.ts';

const ACTION_MS = 10_000;
const CLOSE = { 'aria-label': 'Dismiss' } as const;
/** Screen readers read a note when they are idle; only a failure interrupts. The library would make every notice an alert. */
const note = { closeButtonProps: CLOSE, withBorder: true, className: css['toast'], role: 'status' } as const;

export function showNote(message: string): void {
  notifications.show({ ...note, message, autoClose: 6000 });
}

export function showFailure(failure: Failure): void {
  notifications.show({
    message: failure.message,
    withBorder: true,
    closeButtonProps: CLOSE,
    autoClose: 12_000,
    className: classes(css['toast'], css['toast-failure']),
    role: 'alert',
  });
}

/** Offers to undo for ten seconds. @returns a function that withdraws the offer. */
export function showUndo(message: string, undo: () => void): () => void {
  return showAction(message, 'Undo', undo);
}

/** A note with one action. `forMs` null keeps it until it is removed. */
export function showAction(message: string, word: string, act: () => void, forMs: number | null = ACTION_MS): () => void {
  const id = notifications.show({
    ...note,
    message: (
      <span className={css['toast-row']}>
        <span className={css['toast-text']}>{message}</span>
        <button type="button" className={css['toast-undo']} onClick={() => handleAction()}>
          {word}
        </button>
      </span>
    ),
    autoClose: forMs ?? false,
  });
  return hide;
  function handleAction(): void {
    hide();
    act();
  }
  function hide(): void {
    notifications.hide(id);
  }
}
