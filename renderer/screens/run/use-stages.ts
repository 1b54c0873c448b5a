// Shows the parts of a screen one after another, each in its own task, so that none of them blocks the input.
import { useEffect, useState } from 'react';

/** How many of `count` parts are to be shown: one at first, all of them a few frames later. */
export function useStages(count: number): number {
  const [stage, setStage] = useState(1);
  useEffect(() => {
    if (stage >= count) return;
    const timer = setTimeout(() => setStage(stage + 1));
    return () => clearTimeout(timer);
  }, [stage, count]);
  return stage;
}
