// When a screen that follows a run is updated: in an animation frame, so never while the window is hidden; four times a second,
// twice if that costs too much, once if reduced motion is preferred.
import { SNAPSHOT_MS } from '../../../../shared/snapshot.ts';

const CALM_MS = 1000;
/** An update that takes longer than this, from its frame until it is on the page, is expensive. In ms. */
const DEAR_MS = 50;
/** One expensive update may be chance, for example the first one; this many in a row are not. */
const SPREAD = 4;

export interface FrameTimer {
  readonly request: () => void;
  readonly cancel: () => void;
  /** Called when the screen shows what the callback requested. */
  readonly settled: () => void;
}

export function frameTimer(callback: () => void): FrameTimer {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)');
  let timer: ReturnType<typeof setTimeout> | null = null;
  let frame: number | null = null;
  let shownAt = -Infinity;
  let cost = 0;
  let isPending = false;
  const show = (): void => {
    frame = null;
    shownAt = performance.now();
    isPending = true;
    callback();
  };
  return {
    request: () => {
      if (timer !== null || frame !== null) return;
      timer = setTimeout(
        () => {
          timer = null;
          frame = requestAnimationFrame(show);
        },
        Math.max(0, shownAt + pauseAfter(cost, isCalm.matches) - performance.now()),
      );
    },
    cancel: () => {
      if (timer !== null) clearTimeout(timer);
      if (frame !== null) cancelAnimationFrame(frame);
    },
    settled: () => {
      if (isPending) cost += (performance.now() - shownAt - cost) / SPREAD;
      isPending = false;
    },
  };
}

/** A little less than one or two snapshots, so that one that comes early is not delayed to the next frame. In ms. */
export function pauseAfter(cost: number, isCalm: boolean): number {
  if (isCalm) return CALM_MS;
  return cost > DEAR_MS ? SNAPSHOT_MS * 1.6 : SNAPSHOT_MS * 0.6;
}
