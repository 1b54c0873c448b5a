// What this computer can do as a load generator, and whether a plan needs more than that. Pure.
import { formatCount, formatRate, formatTime } from './format.ts';
import { STRAINED_FROM_MS, SUSPECT_BEYOND_MS } from './health.ts';
import { bodyText } from './plan/journey/body-text.ts';
import { shownUrl } from './plan/journey/shown-url.ts';
import { stepsOf, type Plan } from './plan/plan.ts';
import { mostVus, plannedRequests } from './plan/streams.ts';

/** Measured against our own server on this computer, with the settings of a plan. */
export interface Calibration {
  /** Epoch ms. */
  readonly measuredAt: number;
  /** The most requests per second. */
  readonly ceiling: number;
  /** The delay that this computer adds to a response time, in ms. */
  readonly noiseP50: number;
  readonly noiseP99: number;
  readonly vus: number;
  /** The number of sending threads. */
  readonly workers: number;
  /** `calibrationKey` of the plan it was measured with. */
  readonly key: string;
}

/** More connections than this make no computer faster. */
const MOST_VUS = 64;
/** Above this share of the ceiling, the load generator's own delay becomes visible. */
const NOISY_SHARE = 0.5;

export function calibrationVus(plan: Plan): number {
  return Math.min(MOST_VUS, mostVus(plan));
}

/** Equal for plans that cost this computer the same for each request. */
export function calibrationKey(plan: Plan): string {
  const sizes = plan.scenarios.flatMap(({ weight, steps }) =>
    steps.map((step) => `${weight}:${step.method}:${step.body === undefined ? 0 : bodyText(step.body).length}`),
  );
  const transport = `${plan.http.keepAlive ? 'kept' : 'closed'}${sendsEncrypted(plan) ? ' encrypted' : ''}`;
  return `${calibrationVus(plan)} ${transport} ${sizes.join(' ')}`.slice(0, 500);
}

/** Encryption costs as much as sending, so one step over https:// counts. */
export function sendsEncrypted(plan: Plan): boolean {
  return stepsOf(plan).some(({ url }) => /^https:/i.test(shownUrl(url, plan)));
}

/** Requests per second at the plan's peak; null if responses determine the pace. */
export function peakDemand(plan: Plan): number | null {
  if (plan.load.model !== 'open') return null;
  return Math.max(...plannedRequests(plan).flatMap(({ from, to }) => [from, to]));
}

export interface Fitness {
  /** The share of the ceiling; null if the plan has no rate. */
  readonly share: number | null;
  readonly isNoisy: boolean;
  readonly words: string;
}

export function fitnessOf(plan: Plan, { ceiling, noiseP50, noiseP99 }: Calibration): Fitness {
  // As strict as a run would be: a delay that would mark its seconds does not count as "Yes".
  const isNoisy = noiseP99 >= STRAINED_FROM_MS;
  const why = noiseP99 > SUSPECT_BEYOND_MS ? ' Something else keeps this computer busy.' : '';
  const adds = `It adds ${formatTime(noiseP50)} at p50, ${formatTime(noiseP99)} at p99.${why}`;
  const demand = peakDemand(plan);
  if (demand === null) return { share: null, isNoisy, words: `It sends at most ${formatRate(ceiling)}. ${adds}` };
  const share = ceiling <= 0 ? Infinity : demand / ceiling;
  if (share <= NOISY_SHARE) {
    return {
      share,
      isNoisy,
      words: `${isNoisy ? 'With noise' : 'Yes'}: ${sharePercent(share)} of its ceiling. ${adds}`,
    };
  }
  const asks = `This plan asks for ${sharePercent(share)} of what this computer can do.`;
  return { share, isNoisy: true, words: `${asks} ${share > 1 ? 'It cannot keep up.' : 'Expect noise.'}` };
}

/** A whole number, because nobody plans with hundredths of a percent. */
function sharePercent(share: number): string {
  if (!Number.isFinite(share)) return 'more than 100 %';
  return share < 0.01 ? 'less than 1 %' : `${formatCount(share * 100)} %`;
}
