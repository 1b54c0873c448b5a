// What the JSON of a run has to look like, and its summary, to which later versions added figures.
import type { Annotation } from '../../shared/annotation.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import type { Machine } from '../../shared/run.ts';
import { emptySummary, type RunSummary } from '../../shared/summary.ts';
import { damagedCell, parsedCell, type Cells } from './cells.ts';
import { hasShape, type Shape } from './has-shape.ts';

export const ANNOTATION: Shape<Annotation> = { at: 0, kind: 'paused' };
export const EXAMPLE: Shape<FailureExample> = { outcome: 'ok', code: '', message: '', endedAt: 0 };
export const MACHINE: Shape<Machine> = { name: '', system: '', cpu: '', cores: 0, memory: 0 };
const SUMMARY: Shape<RunSummary> = {
  ...emptySummary(),
  failures: [{ outcome: 'ok', code: '', message: '', count: 0, firstAt: 0, lastAt: 0 }],
};

/** A figure that the run's version did not know has its empty value. @throws UserError store_damaged */
export function summaryCell(cells: Cells): RunSummary {
  const stored = parsedCell(cells, 'summary');
  const empty = emptySummary();
  if (typeof stored !== 'object' || stored === null) throw damagedCell('summary');
  const summary = { ...empty, ...stored };
  if (!hasShape<RunSummary>(summary, SUMMARY)) throw damagedCell('summary');
  return summary;
}
