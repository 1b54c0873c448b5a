// Follows one run of the demo, from its past and its events.
import { useEffect, useState } from 'react';
import { useConnection } from '../../host/client.ts';
import { followRun } from '../../host/followed-runs.ts';
import type { LiveRun } from '../../live-run/live-run.ts';

/** null: no run, or not read yet. */
export function useDemoRun(runId: string | null): LiveRun | null {
  const [run, setRun] = useState<LiveRun | null>(null);
  const isOpen = useConnection().kind === 'open';
  useEffect(() => {
    if (runId === null || !isOpen) return;
    return followRun(runId, (now) => setRun(now.run));
  }, [runId, isOpen]);
  return run?.id === runId ? run : null;
}
