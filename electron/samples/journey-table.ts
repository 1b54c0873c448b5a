// What is known of each journey of a run while its requests are read once: 38 bytes per iteration.
import { isCompleted, isFailure, outcomeOf } from '../../shared/outcome.ts';
import type { ChosenRows } from './chosen-rows.ts';

const FIRST_ROOM = 1 << 16;

type JourneyColumn = 'iteration' | 'step' | 'dueAt' | 'endedAt' | 'outcome';

export class JourneyTable {
  /** The number of iterations in the table. */
  count = 0;
  /** ms since the run's start. */
  dueAt = new Float64Array(FIRST_ROOM).fill(Infinity);
  endedAt = new Float64Array(FIRST_ROOM);
  /** The sum of the times of its requests. */
  workMs = new Float64Array(FIRST_ROOM);
  /** The furthest step that it reached, plus 1; 0 for none. */
  furthest = new Uint16Array(FIRST_ROOM);
  /** The lowest step among the requests that were read, plus 1. */
  nearest = new Uint16Array(FIRST_ROOM);
  /** How the last request of the furthest step ended. */
  outcome = new Uint8Array(FIRST_ROOM);
  /** 1 if a filter chose one of its requests. */
  isChosen = new Uint8Array(FIRST_ROOM);

  /** `steps`: the number of steps that journeys have; later ones prepare users. */
  add({ batch, rows, count }: ChosenRows<JourneyColumn>, steps: number): void {
    const { iteration, step, dueAt, endedAt, outcome } = batch.columns;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const at = iteration[row] ?? 0;
      const place = (step[row] ?? 0) + 1;
      if (place > steps) continue;
      this.#makeRoom(at + 1);
      const [due = 0, ended = 0] = [dueAt[row], endedAt[row]];
      if (due < (this.dueAt[at] ?? 0)) this.dueAt[at] = due;
      if (ended > (this.endedAt[at] ?? 0)) this.endedAt[at] = ended;
      this.workMs[at] = (this.workMs[at] ?? 0) + ended - due;
      const nearest = this.nearest[at] ?? 0;
      if (nearest === 0 || place < nearest) this.nearest[at] = place;
      if (place < (this.furthest[at] ?? 0)) continue;
      this.furthest[at] = place;
      this.outcome[at] = outcome[row] ?? 0;
    }
  }

  /** Whether the furthest step of the journey failed. */
  hasFailed(at: number): boolean {
    return isFailure(outcomeOf(this.outcome[at] ?? 0));
  }

  wasCut(at: number): boolean {
    return !isCompleted(this.outcome[at] ?? 0);
  }

  choose(at: number): void {
    if (at < this.count) this.isChosen[at] = 1;
  }

  #makeRoom(count: number): void {
    if (count > this.count) this.count = count;
    if (count <= this.dueAt.length) return;
    const room = 2 ** Math.ceil(Math.log2(count));
    const before = this.dueAt.length;
    this.dueAt = grown(this.dueAt, new Float64Array(room)).fill(Infinity, before);
    this.endedAt = grown(this.endedAt, new Float64Array(room));
    this.workMs = grown(this.workMs, new Float64Array(room));
    this.furthest = grown(this.furthest, new Uint16Array(room));
    this.nearest = grown(this.nearest, new Uint16Array(room));
    this.outcome = grown(this.outcome, new Uint8Array(room));
    this.isChosen = grown(this.isChosen, new Uint8Array(room));
  }
}

function grown<A extends Float64Array | Uint16Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
