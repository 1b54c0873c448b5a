// A recording of what a person does in a browser, as a window shows it while it goes on.

export const NO_BROWSER =
  'No browser was found that Onrush can record in: it looks for Chrome, Edge, Chromium and Brave. Install one of them, or record in any browser: press F12, open Network, click through your site, choose “Save all as HAR”, and import that file.';

export interface RecordedRequest {
  readonly method: string;
  /** Without its query, which may hold what nobody else should see. */
  readonly path: string;
  /** null while no response has come; 0 where none ever will. */
  readonly status: number | null;
}

/** What the person did, and the requests that followed. */
export interface RecordedStep {
  readonly name: string;
  /** In ms since the recording began. */
  readonly at: number;
  /** The first of them, without files such as scripts and pictures. */
  readonly requests: readonly RecordedRequest[];
  readonly furtherRequests: number;
  readonly files: number;
}

export interface RecordingState {
  /** 'ended': nobody records any more, and what was recorded is still here. */
  readonly phase: 'recording' | 'ended';
  readonly browser: string;
  readonly url: string;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** All that were sent, files too. */
  readonly requests: number;
  /** The latest of them. */
  readonly steps: readonly RecordedStep[];
  readonly earlierSteps: number;
  /** So much was recorded that the rest is left out. */
  readonly isFull: boolean;
}

/** A recording that is over, as a HAR 1.2. */
export interface FinishedRecording {
  readonly name: string;
  readonly har: string;
}
