// What is wrong with the loads of scenarios in relation to the load of their plan.
import { formatCount } from '../format.ts';
import type { PlanFault } from './journey/plan-fault.ts';
import { MAX_ITERATIONS, MAX_VUS } from './load-limits.ts';
import { loadFault, type Load } from './plan-load.ts';

interface Loads {
  readonly load: Load;
  readonly scenarios: readonly { readonly load?: Load | undefined }[];
}

export function scenarioLoadFaults(plan: Loads): readonly PlanFault[] {
  const { load, scenarios } = plan;
  const faults: PlanFault[] = scenarios.flatMap(({ load: own }, at) => (own === undefined ? [] : ownFaults(own, load.model, at)));
  if (scenarios.every((scenario) => scenario.load !== undefined)) {
    const message = 'Every scenario has its own load, so this one would load nothing. Leave the load out of one scenario.';
    faults.push({ message, path: ['load'] });
  }
  const loads = [load, ...scenarios.flatMap((scenario) => scenario.load ?? [])];
  return loads.length === 1 ? faults : [...faults, ...togetherFaults(loads)];
}

function ownFaults(own: Load, model: Load['model'], at: number): readonly PlanFault[] {
  const path = ['scenarios', at, 'load'];
  if (own.model !== model) {
    const message = `A run has one load model, and this plan's is "${model}". Write "model": "${model}" here as well.`;
    return [{ message, path: [...path, 'model'] }];
  }
  const message = loadFault(own);
  return message === null ? [] : [{ message, path: [...path, 'stages'] }];
}

function togetherFaults(loads: readonly Load[]): readonly PlanFault[] {
  const users = loads.reduce((sum, one) => sum + mostUsers(one), 0);
  const most = formatCount(MAX_VUS);
  const iterations = loads.map((one) => (one.model === 'iterations' ? one.iterations : 0) * loads.length);
  return [
    ...(users > MAX_VUS
      ? [
          {
            message: `The loads ask for ${formatCount(users)} virtual users together, and a run has at most ${most}.`,
            path: ['load'],
          },
        ]
      : []),
    ...(Math.max(...iterations) > MAX_ITERATIONS
      ? [{ message: 'The loads have too many iterations together. Lower their number.', path: ['load', 'iterations'] }]
      : []),
  ];
}

function mostUsers(load: Load): number {
  if (load.model === 'iterations') return load.vus;
  if (load.model === 'open') return load.maxVus;
  return Math.max(1, load.startTarget ?? 0, ...load.stages.map(({ target }) => target));
}
