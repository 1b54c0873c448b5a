// A search in words: the sentence with its result, what the result is based on, and what is not known. Pure.
import { formatLimit, formatPercent, formatRate, formatSpan, formatTime } from '../format.ts';
import { budgetOf, MODES, objectivesOf } from './capacity-settings.ts';
import { isSearchOver, rateUnitOf, type CapacityRow, type RateUnit } from './capacity-search.ts';
import { failsNear } from './failure-curve.ts';
import { proofLine, throttleLine, unprovenLine } from './failure-words.ts';
import { ceilingLine, generatorLine, sentLine } from './generator-lines.ts';
import { objectiveWords, type Objective } from './objective.ts';
import { rateOfUnit, rateWords } from './rate-words.ts';
import { boundsOf, type SearchBounds } from './search-bounds.ts';
import { changeOf } from './target-change.ts';
import { countedSeconds, type Purpose, type Trial } from './trial.ts';

type Worded = Pick<CapacityRow, 'kind' | 'plan' | 'settings' | 'state' | 'end' | 'trials' | 'maxRate' | 'ceiling' | 'reason'>;

/** The result in one line: "Holds at least 860 requests/s, fails at 930/s". */
export function capacityHeadline(row: Worded): string {
  const unit = rateUnitOf(row);
  if (row.kind === 'ladder') return ladderHeadline(row, unit);
  const bounds = boundsOf(row.settings, row.trials);
  const { confirmedLow, confirmedHigh } = bounds;
  const holds = confirmedLow === null ? null : `Holds at least ${rateOfUnit(confirmedLow.request.rate, unit)}`;
  switch (row.end) {
    case 'found':
      return `${holds}, fails at ${rateWords(confirmedHigh?.request.rate ?? 0, unit)}`;
    case 'limited':
      return `${holds}. ${limitWords(row)}`;
    case 'never':
      return confirmedHigh === null ? 'It holds at no rate' : `Fails already at ${neverWords(row, confirmedHigh, unit)}`;
    case 'time':
    case 'unconfirmed':
    case 'generator':
      return `${holds ?? unconfirmedWords(bounds, unit)}${endWords(row, bounds)}`;
    case 'stopped':
    case 'failed':
    case null:
      return soFarWords(bounds, unit);
  }
}

function limitWords(row: Worded): string {
  const { settings, ceiling, trials } = row;
  const { failed } = boundsOf(settings, trials);
  const most = mostCounted(trials);
  // A rate is rounded down to three digits.
  const isOwn = settings.maxRate !== undefined && most > 0.985 * settings.maxRate;
  if (failed === null) {
    const why = isOwn ? 'No higher rate was allowed' : 'Limited by this computer: it cannot send more and still be trusted';
    return `${why}, and no rate up to ${rateWords(most, rateUnitOf(row))} failed: the target was not the limit.`;
  }
  if (isOwn) return 'No higher rate was allowed.';
  return ceiling === null
    ? 'This computer could not send more.'
    : `Limited by this computer: it could not send more and still be trusted.`;
}

function mostCounted(trials: readonly Trial[]): number {
  return Math.max(0, ...trials.filter(({ verdict }) => verdict !== 'untrusted').map(({ request }) => request.rate));
}

/** Set if a search that is over found no limit of the target, and its headline does not say so. */
function noLimitLine(row: Worded): string | null {
  const { low, failed } = boundsOf(row.settings, row.trials);
  const isOpen = row.end === 'time' || row.end === 'unconfirmed' || row.end === 'generator';
  if (row.kind === 'ladder' || !isOpen || low === null || failed !== null) return null;
  return `No rate up to ${rateWords(mostCounted(row.trials), rateUnitOf(row))} failed: the target was not the limit.`;
}

function neverWords(row: Worded, trial: Trial, unit: RateUnit): string {
  return `${rateWords(trial.request.rate, unit)}: ${failWords(trial, objectivesOf(row.settings))}`;
}

function endWords({ end, settings }: Worded, { confirmedLow }: SearchBounds): string {
  if (end === 'time') return `: more trials did not fit into ${formatSpan(budgetOf(settings))}`;
  if (end === 'generator') return ': this computer was too busy to judge more';
  return `: the ${confirmedLow === null ? 'lower' : 'upper'} bound could not be confirmed`;
}

function unconfirmedWords(bounds: SearchBounds, unit: RateUnit): string {
  const { low, failed, confirmedHigh } = bounds;
  if (low === null && failed === null) return 'Nothing is known';
  if (confirmedHigh === null || low === null)
    return `${betweenWords(bounds, unit)}${confirmedHigh === null ? ', not confirmed' : ''}`;
  return `Fails at ${rateOfUnit(confirmedHigh.request.rate, unit)}; that a lower rate holds is not confirmed`;
}

function betweenWords({ low, failed }: SearchBounds, unit: RateUnit): string {
  if (low === null) return failed === null ? 'Nothing is known' : `Less than ${rateOfUnit(failed.request.rate, unit)}`;
  if (failed === null) return `At least ${rateOfUnit(low.request.rate, unit)}`;
  const lowest = Math.min(low.request.rate, failed.request.rate);
  return `Between ${rateWords(lowest, unit).replace('/s', '')} and ${rateOfUnit(failed.request.rate, unit)}`;
}

/** "At least 430, at most 1,720 requests/s so far". */
export function soFarWords({ low, failed }: SearchBounds, unit: RateUnit): string {
  if (low === null && failed === null) return 'Nothing is known yet';
  if (low === null) return `At most ${rateOfUnit(failed?.request.rate ?? 0, unit)} so far`;
  if (failed === null) return `At least ${rateOfUnit(low.request.rate, unit)} so far`;
  return `At least ${rateWords(low.request.rate, unit).replace('/s', '')}, at most ${rateOfUnit(failed.request.rate, unit)} so far`;
}

function ladderHeadline({ trials, state }: Worded, unit: RateUnit): string {
  const held = trials.filter(({ verdict }) => verdict === 'holds').at(-1);
  const failed = trials.find(({ verdict }) => verdict === 'fails');
  if (trials.length === 0) return isSearchOver(state) ? 'No rate was measured' : 'Nothing is known yet';
  const parts = [
    ...(held === undefined ? [] : [`holds at ${rateOfUnit(held.request.rate, unit)}`]),
    ...(failed === undefined ? [] : [`fails at ${rateOfUnit(failed.request.rate, unit)}`]),
  ];
  const words = parts.length === 0 ? 'no rate was decided' : parts.join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "p99 at most 50 ms and at most 0.1 % failed, Poisson arrivals: 95 % confidence, each bound confirmed by a fresh trial." */
export function objectiveLine(row: Worded): string {
  const { confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  const objectives = objectivesOf(row.settings).map(objectiveWords).join(' and ');
  const arrivals = arrivalWords(row);
  if (row.kind === 'ladder') return `${objectives}, ${arrivals}: each rate was sent once, so nothing is confirmed.`;
  if (confirmedLow === null && confirmedHigh === null) return `${objectives}, ${arrivals}. No bound is confirmed.`;
  const which =
    confirmedLow !== null && confirmedHigh !== null
      ? 'each bound'
      : confirmedLow !== null
        ? 'the lower bound'
        : 'the upper bound';
  const lasted = confirmedLow === null ? 0 : countedSeconds(confirmedLow);
  return `${objectives}, ${arrivals}: 95 % confidence, ${which} confirmed by a fresh trial${confirmedLow === null ? '' : ` (the lower one for ${formatSpan(lasted * 1000)})`}.`;
}

function arrivalWords({ settings }: Worded): string {
  return settings.arrivals === 'poisson' ? 'Poisson arrivals' : 'even arrivals';
}

/** What is not known, and why; empty if there is nothing to say. */
export function gapLine(row: Worded): string {
  if (row.kind === 'ladder' || row.end !== 'found') return row.reason ?? '';
  const { confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  if (confirmedLow === null || confirmedHigh === null) return '';
  const apart = 1 - confirmedLow.request.rate / confirmedHigh.request.rate;
  const { width } = MODES[row.settings.precision];
  const isWide = apart > width * 1.1;
  const between = `Between them nothing is decided: they are ${formatPercent(apart)} apart.`;
  if (!isWide) return between;
  const closing = boundsOf(
    row.settings,
    row.trials.filter(({ request }) => request.purpose === 'double' || request.purpose === 'close in'),
  );
  const wasClose = 1 - (closing.low?.request.rate ?? 0) / (closing.high ?? Infinity) <= width * 1.1 || closing.undecided >= 2;
  if (failsNear(row.settings, row.trials, confirmedLow.request.rate))
    return `${between} ${width * 100} % was requested; too few requests fail there to tell more in such trials.`;
  const why = wasClose
    ? 'the times of this target vary too much for such trials to narrow it down'
    : 'more trials between them did not fit into the time';
  return `${between} ${width * 100} % was requested; ${why}.`;
}

/** Says that the target changed between the start and the end; null if it did not. */
export function changeLine(row: Worded): string | null {
  const change = row.kind === 'ladder' ? null : changeOf(row.trials);
  if (change === null) return null;
  const { kind, rate, before, after } = change;
  const figures = `${rateWords(rate, rateUnitOf(row))} took ${formatTime(before)} at p99 first and ${formatTime(after)} at the end`;
  const advice =
    kind === 'slower'
      ? 'Take this as a rough idea.'
      : 'It became faster, as if it had warmed up; search again for the figures of the warm target.';
  return `The target changed during the search: ${figures}. ${advice}`;
}

/** The whole result, for the command line and for a report. */
export function capacitySentences(row: Worded): readonly string[] {
  const unit = rateUnitOf(row);
  const { confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  const objectives = objectivesOf(row.settings).map(objectiveWords).join(' and ');
  const arrivals = arrivalWords(row);
  const change = changeLine(row);
  const rest = [noLimitLine(row), ...failureLines(row), ceilingLine(row), sentLine(row), generatorLine(row), change].filter(
    (line) => line !== null && line !== '',
  );
  if (row.kind === 'search' && (row.end === 'found' || row.end === 'limited') && confirmedLow !== null) {
    const lasted = formatSpan(countedSeconds(confirmedLow) * 1000);
    const holds = `With ${arrivals} this target holds at least ${rateOfUnit(confirmedLow.request.rate, unit)} with ${objectives} (95 % confidence, confirmed for ${lasted}).`;
    const fails =
      confirmedHigh === null || row.end === 'limited'
        ? limitWords(row)
        : `At ${rateWords(confirmedHigh.request.rate, unit)} it fails: ${failWords(confirmedHigh, objectivesOf(row.settings))}.`;
    return [`${holds} ${fails}`, gapLine(row), ...rest].filter((line): line is string => line !== null && line !== '');
  }
  return [`${capacityHeadline(row)}.`, objectiveLine(row), gapLine(row), ...rest].filter(
    (line): line is string => line !== null && line !== '',
  );
}

function failureLines(row: Worded): readonly (string | null)[] {
  const unit = rateUnitOf(row);
  return [unprovenLine(row), throttleLine(row, unit), proofLine(row, unit)];
}

/**
 * What the result is based on, below its headline: the objective, why the upper bound fails, what is not known, and what to
 * consider.
 */
export function answerLines(row: Worded): readonly string[] {
  const { confirmedHigh } = boundsOf(row.settings, row.trials);
  const why =
    row.end === 'found' && confirmedHigh !== null
      ? `At ${rateWords(confirmedHigh.request.rate, rateUnitOf(row))}, ${failWords(confirmedHigh, objectivesOf(row.settings))}.`
      : '';
  const lines = [
    objectiveLine(row),
    [why, gapLine(row)].filter(Boolean).join(' '),
    noLimitLine(row),
    ...failureLines(row),
    ceilingLine(row),
    sentLine(row),
    changeLine(row),
  ];
  return lines.filter((line): line is string => line !== null && line !== '');
}

/** Says that the early rates gave the same result at the end; null if they were not repeated or did not. */
export function unchangedLine({ kind, plan, settings, trials }: Worded): string | null {
  const repeated = trials.findLast(({ request, verdict }) => request.purpose === 'repeat' && verdict !== 'untrusted');
  if (kind === 'ladder' || repeated === undefined || changeOf(trials) !== null) return null;
  return `The target stayed the same: ${rateWords(repeated.request.rate, rateUnitOf({ plan, settings }))} gave the same at the end.`;
}

/** Why a trial failed: "p99 is 66.9 ms", "the backlog grows by 219/s", "12.1 % failed, most with 429". */
export function failWords(trial: Trial, objectives: readonly Objective[]): string {
  if (trial.backlogGrowth !== null && !isRefused(trial)) return `the backlog grows by ${formatRate(trial.backlogGrowth)}`;
  const at = trial.evidence.findIndex(({ verdict }) => verdict === 'fails');
  const objective = objectives[at];
  const evidence = trial.evidence[at];
  const failed = trial.figures.requests === 0 ? 0 : trial.figures.failed / trial.figures.requests;
  const how = trial.figures.mostFailed === null ? '' : `, most with ${quoted(trial.figures.mostFailed)}`;
  if (objective?.kind !== 'time' || isRefused(trial)) {
    if (objective?.kind === 'checks')
      return `${formatPercent((evidence?.missed ?? 0) / Math.max(1, evidence?.count ?? 1))} did not pass their checks`;
    return `${formatPercent(failed)} failed${how}`;
  }
  const share = evidence === undefined || evidence.count === 0 ? 0 : evidence.missed / evidence.count;
  return `${formatPercent(share)} took longer than ${formatLimit(objective.limitMs)}${failed > 0 ? ` or failed${how}` : ''}`;
}

/** True if most of it failed, so that its times mean nothing. */
function isRefused({ figures }: Trial): boolean {
  return figures.requests > 0 && figures.failed * 2 > figures.requests;
}

function quoted(failure: string): string {
  return /^\d+$/.test(failure) ? failure : `“${failure}”`;
}

export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  double: 'double it',
  'close in': 'close in',
  'confirm holds': 'confirm that it holds',
  'confirm fails': 'confirm that it fails',
  repeat: 'repeat an early rate',
  rung: 'rung',
};

export function verdictWords({ verdict, backlogGrowth }: Trial): string {
  if (verdict === 'fails' && backlogGrowth !== null) return 'fails: backlog';
  return verdict === 'untrusted' ? 'not counted' : verdict;
}

/** "0.41 %, up to 1.2 %" for the first objective about a time. */
export function shareWords(trial: Trial): string {
  if (trial.backlogGrowth !== null) return `backlog grows by ${formatRate(trial.backlogGrowth)}`;
  const [evidence] = trial.evidence;
  if (evidence === undefined || evidence.count === 0) return '–';
  const share = formatPercent(evidence.missed / evidence.count);
  if (trial.request.rule === 'rough') return share;
  return trial.verdict === 'fails'
    ? `${share}, at least ${formatPercent(evidence.low)}`
    : `${share}, up to ${formatPercent(evidence.high)}`;
}
