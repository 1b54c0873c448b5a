// One run, followed live: everything heard is folded in at once, the screen hears of it four times a second at most.
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { SNAPSHOT_MS } from '../../../shared/snapshot.ts';
import { call, listen, useConnection } from '../../client.ts';
import { afterRunEvent, beginLiveRun, openLiveRun, type LiveRun } from '../../live-run.ts';

const CALM_MS = 1000;

export interface Followed {
  readonly run: LiveRun;
  /** Why the run could not be read. */
  readonly failure: Failure | null;
}

export function useLiveRun(runId: string): Followed {
  const [shown, setShown] = useState<Followed>(() => ({ run: beginLiveRun(runId), failure: null }));
  const latest = useRef<LiveRun>(shown.run);
  const isConnected = useConnection().kind === 'open';
  useEffect(() => {
    if (!isConnected) return;
    latest.current = { ...latest.current, row: null, pending: [] };
    let isCurrent = true;
    const frame = frameTimer(() => setShown({ run: latest.current, failure: null }));
    const stopListening = listen((event) => {
      if (event.type !== 'run') return;
      const next = afterRunEvent(latest.current, event.event);
      if (next === latest.current) return;
      latest.current = next;
      if (next.row !== null) frame.request();
    });
    void call('runs.open', { id: runId }).then((opened) => {
      if (!isCurrent) return;
      if (!opened.ok) return setShown((before) => ({ ...before, failure: opened.failure }));
      latest.current = openLiveRun(latest.current, opened.value);
      frame.request();
    });
    return () => {
      isCurrent = false;
      stopListening();
      frame.cancel();
    };
  }, [runId, isConnected]);
  return shown;
}

/** Calls back in a frame, so never while the window is hidden, and rarely where motion is unwanted. */
function frameTimer(callback: () => void): { request: () => void; cancel: () => void } {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)');
  let timer: ReturnType<typeof setTimeout> | null = null;
  let frame: number | null = null;
  let shownAt = -Infinity;
  const show = (): void => {
    frame = null;
    shownAt = performance.now();
    callback();
  };
  return {
    request: () => {
      if (timer !== null || frame !== null) return;
      // A little less than a snapshot, so that one that comes early is not held back for the next.
      const pause = isCalm.matches ? CALM_MS : SNAPSHOT_MS * 0.6;
      timer = setTimeout(
        () => {
          timer = null;
          frame = requestAnimationFrame(show);
        },
        Math.max(0, shownAt + pause - performance.now()),
      );
    },
    cancel: () => {
      if (timer !== null) clearTimeout(timer);
      if (frame !== null) cancelAnimationFrame(frame);
    },
  };
}
