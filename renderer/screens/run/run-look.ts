// The display choices for a run, which stay the same when it ends.
import type { RunRow } from '../../../shared/run.ts';
import type { TimeMeasure } from '../../../shared/plan/threshold.ts';
import type { Colouring } from '../../charts/colouring.ts';
import type { Selection } from '../../live-run/live-run-selection.ts';
import type { LiveRun } from '../../live-run/live-run.ts';
import type { ShortcutHandlers } from '../../shortcuts/use-shortcuts.ts';

export interface ChartLook {
  readonly measure: TimeMeasure;
  readonly selection: Selection;
  readonly colouring: Colouring;
}

export interface LookProps {
  readonly run: LiveRun;
  readonly row: RunRow;
  readonly look: ChartLook;
  readonly onLook: (part: Partial<ChartLook>) => void;
}

/** The keys for these choices. */
export function lookShortcuts({ measure }: ChartLook, onLook: (part: Partial<ChartLook>) => void): ShortcutHandlers {
  return {
    'run.measure': () => onLook({ measure: measure === 'service_time' ? 'response_time' : 'service_time' }),
    'run.all': () => onLook({ selection: 'all' }),
    'run.succeeded': () => onLook({ selection: 'succeeded' }),
    'run.failed': () => onLook({ selection: 'failed' }),
  };
}
