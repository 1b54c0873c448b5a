// The first screen: a URL and Run, three other ways to begin, what to expect, and the latest runs.
import { useState, type DragEvent } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { useSteadyRuns } from '../../host/host-state.ts';
import { useTitle } from '../../ui/header.tsx';
import { FirstMeasure } from './first-measure.tsx';
import { FirstRun } from './first-run.tsx';
import { droppedFiles } from '../../host/dropped-files.ts';
import { openChosenFiles } from '../../host/open-any-file.ts';
import { RecentRuns } from './recent-runs.tsx';
import { WaysIn } from './ways-in.tsx';
import { WhatYouWillSee } from './what-you-will-see.tsx';
import css from './start-screen.module.css';
import pageCss from '../../ui/page.module.css';

export function StartScreen() {
  useTitle('Start');
  const runs = useSteadyRuns();
  const [fileFault, setFileFault] = useState<Failure | null>(null);
  const [isDropping, setDropping] = useState(false);

  async function handleFiles(files: readonly File[]): Promise<void> {
    setFileFault(await openChosenFiles(files));
  }

  function handleDragOver(event: DragEvent): void {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setDropping(true);
  }

  function handleDrop(event: DragEvent): void {
    event.preventDefault();
    setDropping(false);
    void droppedFiles(event.dataTransfer).then(handleFiles);
  }

  return (
    <div className={pageCss['scroll']} onDragOver={handleDragOver} onDragLeave={() => setDropping(false)} onDrop={handleDrop}>
      <div className={css['start']}>
        <FirstRun />
        <FirstMeasure />
        <WaysIn isDropping={isDropping} fileFault={fileFault} handleFiles={(files) => void handleFiles(files)} />
        {runs !== null && runs.length > 0 && <RecentRuns runs={runs} />}
        {runs !== null && <WhatYouWillSee isFolded={runs.length > 0} />}
      </div>
    </div>
  );
}
