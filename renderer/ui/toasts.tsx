// Notices at the lower right: a note, a failure, and what can be undone for ten seconds.
import { notifications } from '@mantine/notifications';
import type { Failure } from '../../shared/errors.ts';
import css from './toasts.module.css';
import { classes } from './classes.ts';

const ACTION_MS = 10_000;
const CLOSE = { 'aria-label': 'Dismiss' } as const;
/** A note is read out when there is time; only a failure interrupts. The library calls every notice an alert otherwise. */
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

/** Offers the way back for ten seconds. @returns what takes the offer away. */
export function showUndo(message: string, undo: () => void): () => void {
  return showAction(message, 'Undo', undo);
}

/** A note with one thing that can be done about it. `forMs` null: until it is taken away. */
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
