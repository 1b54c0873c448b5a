// What was done to a run while it ran, and the clock of its plan, which stops while the run is paused. Pure. Times are in ms
// since the run's start; that time axis never stops.

export type Annotation = { readonly at: number; readonly kind: 'paused' | 'resumed' } | LevelChange;

/** Another level than the planned one, from `at` to the end of the plan. */
export interface LevelChange extends LoadChange {
  readonly at: number;
  readonly kind: 'level';
  readonly unit: 'vus' | 'arrivals_per_second';
}

/** Null means no change. */
export interface LoadChange {
  /** Arrivals per second in the open model, virtual users in the others. */
  readonly level: number | null;
  /** The most virtual users of the open model. */
  readonly maxVus: number | null;
}

export interface Pause {
  readonly from: number;
  /** `until` if it has not ended. */
  readonly to: number;
}

/** In ascending order; pauses that begin before `until`, cut there. */
export function pausesOf(annotations: readonly Annotation[], until: number): Pause[] {
  const pauses: Pause[] = [];
  let from: number | null = null;
  for (const { at, kind } of annotations) {
    if (at >= until) break;
    if (kind === 'paused') from ??= at;
    else if (kind === 'resumed' && from !== null) {
      pauses.push({ from, to: at });
      from = null;
    }
  }
  if (from !== null) pauses.push({ from, to: until });
  return pauses;
}

export function isPausedAt(annotations: readonly Annotation[], at: number): boolean {
  return annotations.findLast((one) => one.at <= at && one.kind !== 'level')?.kind === 'paused';
}

/** How long the run was paused between `from` and `to`. */
export function pausedWithin(annotations: readonly Annotation[], from: number, to: number): number {
  return pausesOf(annotations, to).reduce((sum, pause) => sum + Math.max(0, pause.to - Math.max(from, pause.from)), 0);
}

/** How far the plan has come in its schedule at `at`. */
export function planTimeAt(annotations: readonly Annotation[], at: number): number {
  return annotations.length === 0 ? at : at - pausedWithin(annotations, 0, at);
}

/** When the plan reaches `planTime`, provided that there is no pause after `until`. */
export function runTimeAt(annotations: readonly Annotation[], planTime: number, until: number): number {
  return pausesOf(annotations, until).reduce((at, { from, to }) => (from < at ? at + to - from : at), planTime);
}
