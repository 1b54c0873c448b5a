// `calibrate`: measures what this computer can do as a load generator, and stores it in the same place as the window does.
import { fitnessOf, type Calibration } from '../../shared/calibration.ts';
import { formatRate, formatTime, plural } from '../../shared/format.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import type { PlanSource } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { openOwnHistory } from './open-own-history.ts';
import { readPlan, unwrap } from './read-plan.ts';

/** Many small requests at the same time, which demand the most of a computer. */
const USUAL_PLAN: PlanInput = {
  version: 1,
  scenarios: [{ steps: [{ url: 'http://127.0.0.1/' }] }],
  load: { model: 'closed', stages: [{ duration: '1s', target: 50 }] },
};

/** @throws UserError */
export async function calibrateCommand(source: PlanSource | null, json: boolean): Promise<number> {
  const plan = unwrap(readPlan(source ?? { kind: 'plan', plan: USUAL_PLAN }));
  const history = openOwnHistory();
  try {
    const calibration = await history.manager.calibrate(plan);
    history.calibrations.set(calibration);
    if (json) {
      const fitness = source === null ? null : fitnessOf(plan, calibration);
      process.stdout.write(`${JSON.stringify({ ...calibration, fitness }, null, 2)}\n`);
      return EXIT.passed;
    }
    const lines = [...linesOf(calibration), ...(source === null ? [] : ['', fitnessOf(plan, calibration).words])];
    process.stdout.write(`${lines.join('\n')}\n`);
    return EXIT.passed;
  } finally {
    await history.close();
  }
}

function linesOf({ ceiling, noiseP50, noiseP99, vus, workers }: Calibration): string[] {
  return [
    `Ceiling       ${formatRate(ceiling)} with ${vus} ${plural(vus, 'virtual user')} and ${workers} sending ${plural(workers, 'thread')}`,
    `Noise floor   p50 ${formatTime(noiseP50)}, p99 ${formatTime(noiseP99)} added by this computer`,
  ];
}
