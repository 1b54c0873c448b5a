// The end of a time axis and its labelled times. Times are in ms since the run's start.
import { formatClock } from './format.ts';

export interface TimeDomain {
  readonly from: number;
  readonly to: number;
}

const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000,
];

/** Round times at least `spacing` px apart on an axis of `width` px, and no closer than their labels can show. */
export function timeTicks({ from, to }: TimeDomain, width: number, spacing = 88): number[] {
  const most = Math.max(2, Math.floor(width / spacing));
  const step = STEPS.find((candidate) => candidate >= labelStep(to - from) && (to - from) / candidate <= most) ?? to - from;
  const ticks: number[] = [];
  const first = Math.max(0, Math.ceil(from / step - 1e-9)) * step;
  for (let tick = first; tick <= to + 1e-6; tick += step) ticks.push(tick);
  return ticks;
}

/** The smallest step that the labels of an axis of this length (in ms) can show. */
function labelStep(length: number): number {
  if (length <= 1000) return 1;
  return length <= 4000 ? 100 : 1000;
}

/** 0:40, or 0:00.2 if whole seconds do not distinguish the ticks. */
export function tickLabel(time: number, { from, to }: TimeDomain): string {
  const step = labelStep(to - from);
  return step === 1 ? `${Math.round(time)} ms` : formatClock(time, step < 1000);
}

/** The next round end for an axis that grows with the run, so that it changes rarely. */
export function roundEnd(time: number): number {
  const steps = [100, 250, 500, 1000, 2000, 3000, 5000, 8000, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000, 90_000];
  const small = steps.find((end) => time <= end);
  if (small !== undefined) return small;
  const unit = time <= 600_000 ? 60_000 : time <= 3_600_000 ? 300_000 : 1_800_000;
  return Math.ceil(time / unit) * unit;
}
