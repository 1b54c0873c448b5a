// Fields of a plan that have no effect together with others: the plan is valid, and each is reported to whoever runs it.
import type { Problem } from '../errors.ts';
import type { Plan } from './plan.ts';

const NO_PACING = {
  open: 'Arrivals decide when an iteration starts in the open model, so pacing has no effect. Lower the rate, or use the closed model.',
  iterations:
    'Iterations start as soon as a user is free in this model, so pacing has no effect. Use the closed model for pacing.',
};

/** One sentence per field, with its place. */
export function passedOver({ load, scenarios }: Plan): readonly Problem[] {
  return scenarios.flatMap(({ load: own, pacing }, at) => {
    const { model } = own ?? load;
    return pacing === undefined || model === 'closed' ? [] : [{ path: `scenarios[${at}].pacing`, message: NO_PACING[model] }];
  });
}
