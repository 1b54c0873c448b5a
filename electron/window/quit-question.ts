// What is asked before the program ends, if that would end a run or discard a recording.
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { bringToFront } from './bring-to-front.ts';

export interface AtStake {
  readonly isRunGoingOn: boolean;
  readonly isRecording: boolean;
}

type QuitReply = 'quit' | 'keep' | 'cancel';

interface Question {
  readonly message: string;
  readonly detail: string;
  readonly replies: readonly (readonly [button: string, reply: QuitReply])[];
}

const RECORDED = 'What was recorded is not a plan yet, and is discarded.';
const OF_A_RUN: Question = {
  message: 'A run is going on.',
  detail:
    'Stop and quit ends it; what was measured is kept. Keep running hides the window until the run has ended; starting Onrush again shows it.',
  replies: [
    ['Stop and quit', 'quit'],
    ['Keep running', 'keep'],
    ['Cancel', 'cancel'],
  ],
};
const OF_A_RECORDING: Question = {
  message: 'A recording is going on.',
  detail: RECORDED,
  replies: [
    ['Discard and quit', 'quit'],
    ['Cancel', 'cancel'],
  ],
};

export async function askBeforeEnd(window: BrowserWindow, { isRunGoingOn, isRecording }: AtStake): Promise<QuitReply> {
  // A question belongs to its window, which may be hidden to keep the run active, or minimised.
  bringToFront(window);
  const { message, detail, replies } = isRunGoingOn ? OF_A_RUN : OF_A_RECORDING;
  const last = replies.length - 1;
  const options: MessageBoxOptions = {
    type: 'question',
    message,
    detail: isRunGoingOn && isRecording ? `${detail} A recording is going on too. ${RECORDED}` : detail,
    buttons: replies.map(([button]) => button),
    defaultId: last,
    cancelId: last,
    noLink: true,
  };
  const { response } = await dialog.showMessageBox(window, options);
  return replies[response]?.[1] ?? 'cancel';
}
