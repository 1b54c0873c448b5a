// Timers that stay precise on a system with coarse ticks. Windows fires timers every 15.6 ms unless a program asks for more, and
// Windows 11 ignores that for a program whose window is covered. The last tick is therefore spent polling, so that nothing starts
// late. https://learn.microsoft.com/windows/win32/api/timeapi/nf-timeapi-timebeginperiod

export type CancelTimer = () => void;

const TICK_MS = 16;
/** If timers are later than this on average, the tick is coarse. In ms. */
const COARSE_FROM_MS = 3;
/** The weight of the latest timer in the average. */
const WEIGHT = 0.2;

export interface DueTools {
  now(): number;
  /** A timer of the system, which may be late by one tick. */
  wait(milliseconds: number, work: () => void): CancelTimer;
  /** Runs `work` as soon as the current work has returned. */
  soon(work: () => void): CancelTimer;
}

export const NODE: DueTools = {
  now: () => performance.now(),
  wait(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  soon(work) {
    const immediate = setImmediate(work);
    return () => clearImmediate(immediate);
  },
};

export class DueTimers {
  readonly isCoarse: boolean;
  readonly #tools: DueTools;
  /** The tick is assumed to be coarse until a few timers were measured. */
  #lateMs = TICK_MS;

  constructor(isCoarse = process.platform === 'win32', tools = NODE) {
    this.isCoarse = isCoarse;
    this.#tools = tools;
  }

  after(milliseconds: number, work: () => void): CancelTimer {
    const tools = this.#tools;
    const dueAt = tools.now() + milliseconds;
    const asked = this.#lateMs < COARSE_FROM_MS ? milliseconds : Math.max(0, milliseconds - TICK_MS);
    if (asked === 0) return pollUntil(dueAt, work, tools);
    const wokenAt = dueAt - milliseconds + asked;
    let cancel = tools.wait(asked, () => {
      this.#lateMs += WEIGHT * (Math.max(0, tools.now() - wokenAt) - this.#lateMs);
      if (tools.now() >= dueAt) work();
      else cancel = pollUntil(dueAt, work, tools);
    });
    return () => cancel();
  }
}

/** Runs `work` in the first turn of the thread at or after `dueAt`. */
export function pollUntil(dueAt: number, work: () => void, tools: Pick<DueTools, 'now' | 'soon'>): CancelTimer {
  const look = (): void => {
    if (tools.now() >= dueAt) work();
    else cancel = tools.soon(look);
  };
  let cancel = tools.soon(look);
  return () => cancel();
}
