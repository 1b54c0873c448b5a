// Notices at the lower right: a note, a failure, and what can be undone for ten seconds.
import './toasts.css';
import { notifications } from '@mantine/notifications';
import type { Failure } from '../../shared/errors.ts';

const UNDO_MS = 10_000;
const CLOSE = { 'aria-label': 'Dismiss' } as const;

export function showNote(message: string): void {
  notifications.show({ message, closeButtonProps: CLOSE, withBorder: true, autoClose: 6000, className: 'toast' });
}

export function showFailure(failure: Failure): void {
  notifications.show({
    message: failure.message,
    withBorder: true,
    closeButtonProps: CLOSE,
    autoClose: 12_000,
    className: 'toast toast-failure',
    role: 'alert',
  });
}

/** Offers the way back for ten seconds. */
export function showUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    message: (
      <span className="toast-row">
        <span className="toast-text">{message}</span>
        <button type="button" className="toast-undo" onClick={() => handleUndo()}>
          Undo
        </button>
      </span>
    ),
    withBorder: true,
    closeButtonProps: CLOSE,
    autoClose: UNDO_MS,
    className: 'toast',
  });
  function handleUndo(): void {
    notifications.hide(id);
    undo();
  }
}
