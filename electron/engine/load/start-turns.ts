// Limits how long new virtual users may start before the others get their turn. Each start opens a connection: if thousands were
// opened in one go, every one would seem to take as long as all of them together. Times are in ms on any clock.

const SHORTEST_TURN_MS = 10;
const LONGEST_TURN_MS = 25;

export class StartTurns {
  #endAt = Infinity;

  /** New users get as much time as everything else took since their last turn, within bounds, so that neither side starves. */
  begin(now: number): void {
    this.#endAt = now + Math.min(Math.max(SHORTEST_TURN_MS, now - this.#endAt), LONGEST_TURN_MS);
  }

  isOver(now: number): boolean {
    return now > this.#endAt;
  }
}
