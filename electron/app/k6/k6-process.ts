// The process of k6: its samples line by line, its log, and its end. It does not know runs.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface K6Listener {
  /** A line of its raw output, or anything else that it writes there. */
  handleLine(line: string): void;
  handleLog(line: string): void;
  /** Called once all of its output was read. `code` is null if a signal ended it. */
  handleExit(code: number | null): void;
}

export class K6Process {
  readonly #child: ChildProcess;
  #hasEnded = false;

  /** `environment` is its whole environment. */
  constructor(path: string, args: readonly string[], environment: NodeJS.ProcessEnv, listener: K6Listener) {
    // Ctrl-C in the terminal must only reach Onrush, which then asks k6 once to stop, so that k6 can write its last samples.
    this.#child = spawn(path, args, {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const { stdout, stderr } = this.#child;
    const endings: Promise<unknown>[] = [];
    if (stdout !== null) endings.push(readLines(stdout, (line) => listener.handleLine(line)));
    if (stderr !== null) endings.push(readLines(stderr, (line) => listener.handleLog(line)));
    const end = (code: number | null): void => {
      if (this.#hasEnded) return;
      this.#hasEnded = true;
      process.off('exit', this.#killNow);
      void Promise.all(endings).then(() => listener.handleExit(code));
    };
    this.#child.on('error', (error) => {
      listener.handleLog(error.message);
      end(-1);
    });
    this.#child.on('close', (code) => end(code));
    process.on('exit', this.#killNow);
  }

  /** Asks it to stop; on the second call it stops at once. */
  interrupt(): void {
    if (!this.#hasEnded) this.#child.kill('SIGINT');
  }

  /** Resolves once it has ended. */
  async kill(): Promise<void> {
    if (this.#hasEnded) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#child.once('close', () => resolve());
    this.#child.kill('SIGKILL');
    await promise;
  }

  readonly #killNow = (): void => void this.#child.kill('SIGKILL');
}

async function readLines(stream: NodeJS.ReadableStream, handle: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) handle(line);
}
