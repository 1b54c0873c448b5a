// Measures this computer as a load generator: drives Onrush's own echo server with the settings of a plan for 2 s.
import { calibrationKey, calibrationVus, peakDemand, sendsEncrypted, type Calibration } from '../../shared/calibration.ts';
import { UserError } from '../../shared/errors.ts';
import { bodyText } from '../../shared/plan/journey/body-text.ts';
import type { Plan, PlanInput } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import type { RunSummary } from '../../shared/summary.ts';
import { ThreadHost } from '../threads/thread-host.ts';

/** Runs a plan to its end and stores nothing. */
export type Drive = (plan: Plan, workers: number) => Promise<RunSummary>;

/** Half of the 2 s is for the ceiling and half for the noise; the first part of each is a warm-up. */
const PART = '1s';
const WARM_UP = '250ms';
/**
 * The noise is measured at the rate of the plan, up to this share of the ceiling, because closer to the ceiling it is no longer
 * only noise.
 */
const MOST_SHARE = 0.5;
/** For plans whose pace depends on the responses. */
const USUAL_SHARE = 0.1;
/** Per second: fewer, and no request would be sent after the warm-up. */
const LOWEST_RATE = 8;

const LOST = { code: 'internal', message: 'The thread used for measuring broke. Try again.' } as const;

export async function calibrate(plan: Plan, workers: number, drive: Drive): Promise<Calibration> {
  const server = new ThreadHost<boolean, number>('echo-server', { task: null, lost: LOST });
  try {
    const isEncrypted = sendsEncrypted(plan);
    const url = `http${isEncrypted ? 's' : ''}://127.0.0.1:${await server.ask(isEncrypted)}/`;
    const vus = calibrationVus(plan);
    const fastest = await drive(planFor(plan, url, { model: 'closed', stages: [{ duration: PART, target: vus }] }), workers);
    const ceiling = fastest.throughput;
    if (ceiling <= 0) throw new UserError('internal', 'No response came, so this computer could not be measured. Try again.');
    const rate = Math.max(LOWEST_RATE, Math.min(peakDemand(plan) ?? ceiling * USUAL_SHARE, ceiling * MOST_SHARE));
    const calm = await drive(
      planFor(plan, url, { model: 'open', stages: [{ duration: PART, target: rate }], maxVus: vus }),
      workers,
    );
    const { p50, p99 } = calm.responseTime;
    return {
      measuredAt: Date.now(),
      ceiling,
      noiseP50: p50,
      noiseP99: p99,
      vus,
      workers: Math.min(workers, vus),
      key: calibrationKey(plan),
    };
  } finally {
    await server.close();
  }
}

/** What the plan sends, but to the echo server, over HTTP/1.1 and without its proxy. */
function planFor({ scenarios, http, tls }: Plan, url: string, load: PlanInput['load']): Plan {
  const parsed = parsePlan({
    version: 1,
    name: 'Calibration',
    scenarios: scenarios.map(({ name, weight, steps }) => ({
      name,
      weight,
      steps: steps.map(({ method, headers, body }) => ({
        method,
        headers,
        url,
        ...(body === undefined ? {} : { body: bodyText(body) }),
      })),
    })),
    load,
    http: { keepAlive: http.keepAlive },
    tls: { verify: false, resume: tls.resume },
    warmup: WARM_UP,
    gracefulStop: '500ms',
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}
