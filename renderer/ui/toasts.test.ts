// @vitest-environment happy-dom
import { notificationsStore } from '@mantine/notifications';
import { expect, test } from 'vitest';
import { showAction, showFailure, showNote, showUndo } from './toasts.tsx';

test('a note waits for its turn to be read aloud, and only a failure is an alert', () => {
  showNote('Copied.');
  showAction('The run is still being prepared.', 'Stop', () => undefined, null);
  showUndo('Deleted.', () => undefined);
  showFailure({ code: 'write_failed', message: 'The disk is full.' });
  const { notifications, queue } = notificationsStore.getState();
  expect([...notifications, ...queue].map(({ role }) => role)).toEqual(['status', 'status', 'status', 'alert']);
});
