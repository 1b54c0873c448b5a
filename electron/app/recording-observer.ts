// Stores everything that a run reports, and passes it on.
import type { RunEvent } from '../../shared/run.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { RunObserver } from '../engine/run.ts';
import type { RunStore } from '../store/run-store.ts';
import type { RunRequest } from './run-request.ts';

interface RunRecording {
  readonly id: string;
  readonly runs: RunStore;
  readonly tell: (event: RunEvent) => void;
  /** True once the run is in the history. */
  readonly isRecorded: () => boolean;
  readonly measure: (snapshot: Snapshot) => void;
}

export function recordingObserver(
  { id, runs, tell, isRecorded, measure }: RunRecording,
  watch: RunRequest['watch'],
): RunObserver {
  return {
    handleAnnotation: (annotation) => {
      runs.annotate(id, annotation);
      tell({ type: 'annotation', runId: id, annotation });
    },
    handleState: (state) => tell({ type: 'state', runId: id, state }),
    handleBatch: (batch) => {
      watch?.handleBatch(batch);
      if (isRecorded()) runs.append(id, batch);
    },
    handleExamples: (examples) => {
      if (isRecorded()) runs.appendExamples(id, examples);
    },
    handleSnapshot: (snapshot, summary, verdicts) => {
      watch?.handleSnapshot(snapshot);
      measure(snapshot);
      if (!isRecorded()) return;
      runs.appendSnapshot(id, snapshot, summary, verdicts);
      tell({ type: 'snapshot', runId: id, snapshot, summary, verdicts });
    },
  };
}
