// Lets parts of a screen appear one after the other, each in a task of its own, so that none of them holds up the input.
import { useEffect, useState } from 'react';

/** How many of `count` parts are due: one at first, all a few frames later. */
export function useStages(count: number): number {
  const [stage, setStage] = useState(1);
  useEffect(() => {
    if (stage >= count) return;
    const timer = setTimeout(() => setStage(stage + 1));
    return () => clearTimeout(timer);
  }, [stage, count]);
  return stage;
}
