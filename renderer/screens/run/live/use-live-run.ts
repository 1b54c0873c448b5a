// One run, followed live: everything heard is folded in at once, the screen hears of it four times a second at most.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Failure } from '../../../../shared/errors.ts';
import { call, listen, useConnection } from '../../../host/client.ts';
import { afterRunEvent, beginLiveRun, openLiveRun, type LiveRun } from '../../../live-run/live-run.ts';
import { frameTimer, type FrameTimer } from './frame-timer.ts';

export interface Followed {
  readonly run: LiveRun;
  /** Why the run could not be read. */
  readonly failure: Failure | null;
}

export function useLiveRun(runId: string): Followed {
  const [shown, setShown] = useState<Followed>(() => ({ run: beginLiveRun(runId), failure: null }));
  const latest = useRef<LiveRun>(shown.run);
  const timer = useRef<FrameTimer | null>(null);
  const isConnected = useConnection().kind === 'open';
  useEffect(() => {
    if (!isConnected) return;
    latest.current = { ...latest.current, row: null, pending: [] };
    let isCurrent = true;
    const frame = frameTimer(() => setShown({ run: latest.current, failure: null }));
    timer.current = frame;
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
  // Effects of what is shown, the canvases' drawing among them, run before this one.
  useLayoutEffect(() => timer.current?.settled());
  return shown;
}
