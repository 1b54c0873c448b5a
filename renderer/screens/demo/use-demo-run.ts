// Follows one run of the demo, from its past and its events.
import { useEffect, useState } from 'react';
import { call, listen, useConnection } from '../../host/client.ts';
import { afterRunEvent, beginLiveRun, openLiveRun, type LiveRun } from '../../live-run/live-run.ts';

/** null: no run, or not read yet. */
export function useDemoRun(runId: string | null): LiveRun | null {
  const [run, setRun] = useState<LiveRun | null>(null);
  const isOpen = useConnection().kind === 'open';
  useEffect(() => {
    if (runId === null || !isOpen) return;
    let isCurrent = true;
    const own = (before: LiveRun | null): LiveRun => (before?.id === runId ? before : beginLiveRun(runId));
    const stop = listen((event) => {
      if (event.type === 'run') setRun((before) => afterRunEvent(own(before), event.event));
    });
    void call('runs.open', { id: runId }).then((opened) => {
      if (isCurrent && opened.ok) setRun((before) => openLiveRun(own(before), opened.value));
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [runId, isOpen]);
  return run?.id === runId ? run : null;
}
