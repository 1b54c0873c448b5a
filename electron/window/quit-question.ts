// The question to a person before an active run is ended.
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';

export type QuitReply = 'quit' | 'keep' | 'cancel';

const QUESTION: MessageBoxOptions = {
  type: 'question',
  message: 'A run is going on.',
  detail:
    'Stop and quit ends it; what was measured is kept. Keep running hides the window until the run has ended; starting Onrush again shows it.',
  buttons: ['Stop and quit', 'Keep running', 'Cancel'],
  defaultId: 2,
  cancelId: 2,
  noLink: true,
};
const REPLIES: readonly QuitReply[] = ['quit', 'keep', 'cancel'];

export async function askAboutRun(window: BrowserWindow): Promise<QuitReply> {
  // On a Mac a question belongs to its window, which may be hidden to keep the run active.
  if (!window.isVisible()) window.show();
  const { response } = await dialog.showMessageBox(window, QUESTION);
  return REPLIES[response] ?? 'cancel';
}
