// What a sending thread shares with its alarm thread: the time at which it wants to be woken, and how often it has set that time.

export interface AlarmMemory {
  /** How often the time was set. Whoever changes the time adds one, so that the alarm thread stops waiting for the old one. */
  readonly sets: Int32Array<SharedArrayBuffer>;
  /** When to ring, in ms of the monotonic clock of the process. One aligned element, which every supported processor writes whole. */
  readonly ringAt: Float64Array<SharedArrayBuffer>;
}

export function allocateAlarmMemory(): AlarmMemory {
  return { sets: new Int32Array(new SharedArrayBuffer(4)), ringAt: new Float64Array(new SharedArrayBuffer(8)) };
}
