// The runs, searches and recordings that are active here: the computer is kept awake for them, and if it slept anyway their notes say so.
import { powerMonitor, powerSaveBlocker } from 'electron';
import type { CapacityEvent } from '../../shared/capacity/capacity-search.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import type { RunRow } from '../../shared/run.ts';
import type { OnrushApp } from '../app/app.ts';

/** The active ones, regardless of who started them. */
export class ActiveRuns {
  readonly #onrush: OnrushApp;
  readonly #rows = new Map<string, RunRow>();
  /** Searches: between two trials nothing is active, but another trial follows. */
  readonly #searches = new Set<string>();
  readonly #handleEnd: () => void;
  readonly #stop: () => void;
  #blocker: number | null = null;
  #sleptAt: number | null = null;
  #isRecording = false;

  constructor(onrush: OnrushApp, handleEnd: () => void) {
    this.#onrush = onrush;
    this.#handleEnd = handleEnd;
    this.#stop = onrush.listen((event) => this.#follow(event));
    powerMonitor.on('suspend', () => (this.#sleptAt = Date.now()));
    powerMonitor.on('resume', () => this.#noteSleep());
  }

  get isRunGoingOn(): boolean {
    return this.#rows.size > 0 || this.#searches.size > 0;
  }

  /** Whether something was recorded that is not a plan yet. */
  get isRecording(): boolean {
    return this.#isRecording;
  }

  close(): void {
    this.#stop();
    this.#rows.clear();
    this.#searches.clear();
    this.#block();
  }

  #follow(event: HostEvent): void {
    if (event.type === 'capacity') this.#followSearch(event.event);
    if (event.type === 'recording') this.#isRecording = event.state !== null && event.state.requests > 0;
    if (event.type !== 'run') return;
    const { event: change } = event;
    if (change.type === 'started') this.#rows.set(change.row.id, change.row);
    const row = change.type === 'described' ? this.#rows.get(change.runId) : undefined;
    if (change.type === 'described' && row !== undefined) this.#rows.set(row.id, { ...row, ...change.description });
    if (change.type === 'ended' && this.#rows.delete(change.row.id) && !this.isRunGoingOn) this.#handleEnd();
    this.#block();
  }

  #followSearch(event: CapacityEvent): void {
    if (event.type === 'now') return;
    const id = event.type === 'removed' ? event.id : event.row.id;
    const wasGoingOn = this.#searches.delete(id);
    if (event.type === 'changed' && event.row.endedAt === null) this.#searches.add(id);
    else if (wasGoingOn) this.#handleEnd();
    this.#block();
  }

  /**
   * Some systems slow the timers of a covered window, and a laptop goes to sleep: the load would then not be that of the plan.
   */
  #block(): void {
    if (this.isRunGoingOn) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = null;
    }
  }

  #noteSleep(): void {
    const sleptAt = this.#sleptAt;
    this.#sleptAt = null;
    if (sleptAt === null) return;
    const seconds = Math.max(1, Math.round((Date.now() - sleptAt) / 1000));
    const from = new Date(sleptAt).toISOString().slice(11, 19);
    const sentence = `This computer slept for ${seconds.toLocaleString('en')} s from ${from} UTC while the run went on: nothing was sent then.`;
    for (const { id, name, notes, tags, starred } of this.#rows.values()) {
      const words = notes === '' ? sentence : `${notes}\n${sentence}`;
      void this.#onrush.call('runs.describe', { id, name, notes: words, tags, starred });
    }
  }
}
