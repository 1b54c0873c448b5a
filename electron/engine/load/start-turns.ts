// For how long new virtual users may start before the others get their turn. Each opens a connection: were thousands begun in one
// go, every one of them would seem to take as long as all together. Times in ms on any clock.

const SHORTEST_TURN_MS = 10;
const LONGEST_TURN_MS = 25;

export class StartTurns {
  #endAt = Infinity;

  /** New users get as much time as all else took since their last turn, within bounds, so that neither keeps the other out. */
  begin(now: number): void {
    this.#endAt = now + Math.min(Math.max(SHORTEST_TURN_MS, now - this.#endAt), LONGEST_TURN_MS);
  }

  isOver(now: number): boolean {
    return now > this.#endAt;
  }
}
