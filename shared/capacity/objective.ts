// What a target must achieve for a rate to hold: a percentile of a time, a share of failures, a share of checks. Each becomes the
// share of requests (or journeys) that may miss it, so that all are judged in the same way. Pure.
import { formatLimit, formatPercent } from '../format.ts';
import { PHASE_LABEL, PHASES, type Phase } from '../phase.ts';
import type { ThresholdScope, TimeMeasure } from '../plan/threshold.ts';
import { parseThreshold } from '../plan/threshold-expression.ts';
import { MEASURE_LABEL } from '../words.ts';

export type ObjectiveMeasure = TimeMeasure | Phase | 'journey_time';

export type Objective =
  | {
      readonly kind: 'time';
      /** Above 0 and below 100. */
      readonly percent: number;
      readonly measure: ObjectiveMeasure;
      readonly limitMs: number;
      /** "<": a time equal to the limit misses it. */
      readonly isStrict: boolean;
      readonly scope: ThresholdScope;
    }
  /** Failed requests and dropped arrivals. */
  | { readonly kind: 'failed'; readonly share: number; readonly scope: ThresholdScope }
  /** Requests of which at least one check failed. */
  | { readonly kind: 'checks'; readonly share: number; readonly scope: ThresholdScope };

export type ReadObjective =
  | { readonly ok: true; readonly objective: Objective }
  | { readonly ok: false; readonly message: string };

const EXAMPLE = 'Write for example "p(99) < 50ms".';
const JOURNEY = /^\s*(?:journeys?(?:[ _]time)?)\s+|\{\s*journey_time\s*\}/i;

/** "p(99) < 50ms", "p95{waiting} < 20ms", "journey p90 < 2s", "checks > 99%", "errors < 1%". */
export function readObjective(text: string): ReadObjective {
  const isJourney = JOURNEY.test(text);
  const parsed = parseThreshold(isJourney ? text.replace(JOURNEY, '') : text);
  if (!parsed.ok) return { ok: false, message: `"${text}": ${parsed.message}` };
  const { subject, comparison, limit, scope } = parsed.threshold;
  const isUpper = comparison === '<' || comparison === '<=';
  switch (subject.kind) {
    case 'time': {
      if (!isUpper) return refused(text, 'a time must stay below a limit.');
      if (subject.figure.kind !== 'percentile' || subject.figure.percent >= 100)
        return refused(text, 'a capacity is found for a percentile below 100, not for a mean or a maximum.');
      if (limit <= 0) return refused(text, 'the limit must be above 0.');
      const measure = subject.measure === 'headline' ? 'response_time' : subject.measure;
      if (isJourney && scope.step !== null)
        return refused(text, 'a journey is a whole scenario, so its time belongs to no single step.');
      const { percent } = subject.figure;
      const time = { kind: 'time', percent, limitMs: limit, isStrict: comparison === '<', scope } as const;
      return { ok: true, objective: { ...time, measure: isJourney ? 'journey_time' : measure } };
    }
    case 'error_rate':
      if (!isUpper || limit >= 1) return refused(text, 'a share of failures must stay below a limit under 100 %.');
      return { ok: true, objective: { kind: 'failed', share: limit, scope } };
    case 'success':
      if (isUpper || (comparison === '==' && limit < 1) || limit <= 0)
        return refused(text, 'write the share of requests that has to succeed, such as "success > 99%".');
      return { ok: true, objective: { kind: 'failed', share: Number(Math.max(0, 1 - limit).toPrecision(12)), scope } };
    case 'checks':
      if (isUpper || (comparison === '==' && limit < 1) || limit <= 0)
        return refused(text, 'write the share of checks that has to pass, such as "checks > 99%".');
      if (subject.check !== null) return refused(text, 'one check by its name cannot be an objective; write "checks > 99%".');
      return { ok: true, objective: { kind: 'checks', share: Math.max(0, 1 - limit), scope } };
    default:
      return refused(text, 'a capacity is found for a percentile, a share of failures or a share of checks.');
  }
}

/** The share that may miss it. */
export function mayMiss(objective: Objective): number {
  return objective.kind === 'time' ? 1 - objective.percent / 100 : objective.share;
}

/** "p99 at most 50 ms", "at most 0.1 % failed". */
export function objectiveWords(objective: Objective): string {
  switch (objective.kind) {
    case 'time': {
      const { percent, limitMs, isStrict } = objective;
      const of = measureWords(objective);
      return `p${percent}${of === '' ? '' : ` of ${of}`} ${isStrict ? 'under' : 'at most'} ${formatLimit(limitMs)}`;
    }
    case 'failed':
      return (
        [objective.share === 0 ? 'none' : `at most ${formatPercent(objective.share)}`, ...placesOf(objective.scope)].join(
          ' of ',
        ) + ' failed'
      );
    case 'checks':
      return `at least ${formatPercent(1 - objective.share)} of the requests${placesOf(objective.scope)
        .map((place) => ` of ${place}`)
        .join('')} pass their checks`;
  }
}

/** Empty for the response time of all requests, which is the usual measure. */
function measureWords({ measure, scope }: Extract<Objective, { kind: 'time' }>): string {
  const places = placesOf(scope);
  const of = measure === 'response_time' && places.length === 0 ? '' : measureLabel(measure);
  return [of, ...places].filter(Boolean).join(' of ');
}

function placesOf({ step, scenario }: ThresholdScope): readonly string[] {
  return [step, scenario].flatMap((name) => (name === null ? [] : [`“${name}”`]));
}

/** Splits several objectives in one text, such as "p99 < 50ms and errors < 1%; checks > 99%". */
export function splitObjectives(text: string): readonly string[] {
  const parts =
    text.match(
      /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\{(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^}"'])*\}|\([^)]*\)|(?!;|&&|\n|,\s|\sand\s)[^])+/gi,
    ) ?? [];
  return parts.map((part) => part.replace(/^(?:[;,&\s]|and\s)+/i, '').trim()).filter(Boolean);
}

/** The name of an objective for a sentence such as "X of the Y", for example "p99 of response time". */
export function timeName(objective: Extract<Objective, { kind: 'time' }>): string {
  return `p${objective.percent} of ${[measureLabel(objective.measure), ...placesOf(objective.scope)].join(' of ')}`;
}

export function measureLabel(measure: ObjectiveMeasure): string {
  if (measure === 'journey_time') return 'the journey time';
  const phase = PHASES.find((one) => one === measure);
  if (phase !== undefined) return PHASE_LABEL[phase];
  return MEASURE_LABEL[measure === 'service_time' ? 'service_time' : 'response_time'].toLowerCase();
}

function refused(text: string, why: string): ReadObjective {
  return { ok: false, message: `"${text}": ${why} ${EXAMPLE}` };
}
