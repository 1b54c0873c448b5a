// The times of a request whose file gives its start, its duration and the time until its first byte.
import { toMicrosecond } from '../../shared/sample.ts';

/** In ms. */
export interface JtlTimes {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly elapsed: number;
  /** JMeter writes 0 if no response came. */
  readonly latency: number;
  dueAt: number;
  sentAt: number;
  firstByteAt: number;
  endedAt: number;
}

/** Times count from `origin`, in epoch ms. Such a file does not say when a request was due, so it counts as due when it was sent. */
export function placeInTime(request: JtlTimes, origin: number): void {
  const { elapsed, latency } = request;
  const sentAt = toMicrosecond(Math.max(0, request.startedAt - origin));
  request.dueAt = sentAt;
  request.sentAt = sentAt;
  request.firstByteAt = latency > 0 ? toMicrosecond(sentAt + Math.min(latency, elapsed)) : Number.NaN;
  request.endedAt = toMicrosecond(sentAt + elapsed);
}
