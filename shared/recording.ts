// A recording of what a person does in a browser, as a window shows it while it is running.

export const NO_BROWSER =
  'No browser was found that Onrush can record in: it looks for Chrome, Edge, Chromium and Brave. Install one of them, or record in any browser: press F12, open Network, click through your site, choose “Save all as HAR”, and import that file.';

export interface RecordedRequest {
  readonly method: string;
  /** Without the query, which may contain private data. */
  readonly path: string;
  /** Null as long as no response has come; 0 if none will come. */
  readonly status: number | null;
}

/** An action of the person and the requests that followed. */
export interface RecordedStep {
  readonly name: string;
  /** In ms since the recording began. */
  readonly at: number;
  /** The first of them, without files such as scripts and images. */
  readonly requests: readonly RecordedRequest[];
  readonly furtherRequests: number;
  readonly files: number;
}

export interface RecordingState {
  /** 'ended' means that recording is over and its result is still available. */
  readonly phase: 'recording' | 'ended';
  readonly browser: string;
  readonly url: string;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** The number of all requests, including files. */
  readonly requests: number;
  /** The latest steps. */
  readonly steps: readonly RecordedStep[];
  readonly earlierSteps: number;
  /** True if the limit was reached and everything later is left out. */
  readonly isFull: boolean;
}

/** A finished recording, as HAR 1.2. */
export interface FinishedRecording {
  readonly name: string;
  readonly har: string;
}
