// Follows one run live: all events are folded in at once, and the screen is updated at most four times a second.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useConnection } from '../../../host/client.ts';
import { followRun, type FollowedRun } from '../../../host/followed-runs.ts';
import { beginLiveRun } from '../../../live-run/live-run.ts';
import { frameTimer, type FrameTimer } from './frame-timer.ts';

export function useLiveRun(runId: string): FollowedRun {
  const [shown, setShown] = useState<FollowedRun>(() => ({ run: beginLiveRun(runId), failure: null }));
  const timer = useRef<FrameTimer | null>(null);
  const isConnected = useConnection().kind === 'open';
  useEffect(() => {
    if (!isConnected) return;
    let latest: FollowedRun | null = null;
    const frame = frameTimer(() => latest !== null && setShown(latest));
    timer.current = frame;
    const stop = followRun(runId, (now) => {
      latest = now;
      if (now.failure !== null) setShown((before) => ({ ...before, failure: now.failure }));
      else if (now.run.row !== null) frame.request();
    });
    return () => {
      stop();
      frame.cancel();
    };
  }, [runId, isConnected]);
  // The effects of the rendered components, including the drawing of the canvases, run before this one.
  useLayoutEffect(() => timer.current?.settled());
  return shown;
}
