// The order of the figures in the table: what the load model is judged by comes first. Pure.
import { MOST_COMPARED_TASKS, percentOf, type FigureComparison, type FigureName } from '../../../shared/comparison.ts';
import { samplesBeyond } from '../../../shared/enough-samples.ts';
import type { LoadModel } from '../../../shared/plan/plan.ts';
import { headlineOf } from '../../../shared/summary.ts';

/** A percentile with no request beyond it is the slowest one, so it says nothing of its own. */
export function orderedFigures(
  figures: readonly FigureComparison[],
  model: LoadModel,
  fewer: number,
): readonly FigureComparison[] {
  // Few tasks are judged by when they are done, waiting included.
  const areTasks = model === 'iterations' && fewer <= MOST_COMPARED_TASKS;
  const headline = areTasks ? 'response_time' : headlineOf(model);
  const placeOf = (name: FigureName): number => {
    if (name === 'duration') return model === 'iterations' ? 0 : 7;
    if (name.startsWith(headline)) return 1;
    if (name === 'error_rate') return 2;
    if (name === 'throughput') return 3;
    if (name === 'queue_delay.mean') return 4;
    return 5;
  };
  const isOfItsOwn = (name: FigureName): boolean => {
    const percent = percentOf(name);
    return percent === null || samplesBeyond(percent, fewer) > 0;
  };
  return figures.filter(({ name }) => isOfItsOwn(name)).toSorted((a, b) => placeOf(a.name) - placeOf(b.name));
}
