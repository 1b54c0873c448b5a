// Carries out the messages of a run in one sending thread. It does not know threads: whoever starts it carries the messages.
import type { FromWorker, ToWorker, WorkerTask } from '../messages.ts';
import type { TimeSource } from '../time/clock.ts';
import { Generator } from './generator.ts';
import type { GeneratorTools } from './user-context.ts';

export interface SenderWorld extends Pick<GeneratorTools, 'openClients' | 'threadCpuMs' | 'epochMs'> {
  readonly time: TimeSource;
}

export class Sender {
  readonly #task: WorkerTask;
  readonly #world: SenderWorld;
  readonly #post: (message: FromWorker) => void;
  #generator: Generator | null = null;

  /** `post` receives the messages for the run; the last one is `done`. */
  constructor(task: WorkerTask, world: SenderWorld, post: (message: FromWorker) => void) {
    this.#task = task;
    this.#world = world;
    this.#post = post;
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'begin':
        this.#generator = this.#beginAt(message.startAt);
        break;
      case 'annotate':
        this.#generator?.annotate(message.annotation);
        break;
      case 'stop':
        this.#generator?.stop();
        break;
      case 'cancel':
        this.#generator?.cancel();
        break;
    }
  }

  #beginAt(startAt: bigint): Generator {
    const { time, ...world } = this.#world;
    const clock = time.clockFrom(startAt);
    const timers = time.timers();
    const generator = new Generator(
      this.#task,
      { clock, timers, ...world },
      {
        handleFlush: (flush) => this.#post({ type: 'flush', ...flush }),
        handleDone: () => this.#post({ type: 'done' }),
      },
    );
    // Runs at time 0 or just after it: a timer may fire a little early, and nothing may be sent before the run's start.
    const whenDue = (): void => {
      const left = -clock.now();
      if (left <= 0) generator.begin();
      else timers.after(Math.ceil(left), whenDue);
    };
    whenDue();
    return generator;
  }
}
