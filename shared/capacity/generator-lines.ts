// What a search says about the load generator: what it could send, and how much of the trials it could not be trusted in. Pure.
import { stepsPerIteration } from '../plan/steps-per-iteration.ts';
import { formatCount, formatPercent } from '../format.ts';
import { rateUnitOf, type CapacityRow } from './capacity-search.ts';
import { CEILING_SHARE } from './capacity-settings.ts';
import { rateWords } from './rate-words.ts';
import { sendableRate } from './sendable.ts';

type Generated = Pick<CapacityRow, 'kind' | 'plan' | 'settings' | 'trials' | 'maxRate' | 'ceiling'>;

/** Set if this computer could send less than the calibration said. */
export function sentLine({ kind, plan, settings, trials, maxRate }: Generated): string | null {
  const sendable = kind === 'search' ? sendableRate(trials, maxRate) : null;
  const asked = trials.findLast(({ verdict, request }) => verdict === 'untrusted' && request.rate >= (sendable ?? Infinity));
  if (sendable === null || asked === undefined) return null;
  const unit = rateUnitOf({ plan, settings });
  return `When it was to send ${rateWords(asked.request.rate, unit)}, this computer ${sendable < 0.95 * asked.request.rate ? `sent ${rateWords(sendable, unit)}` : 'was too busy'}, so the search asked for no more than 0.7 of that.`;
}

/** Set if a ladder exceeds what a search would send: from there on the load generator itself may be the limit. */
export function ceilingLine({ kind, ceiling, plan, settings, trials }: Generated): string | null {
  if (kind !== 'ladder' || ceiling === null) return null;
  const unit = rateUnitOf({ plan, settings });
  const most = (CEILING_SHARE * ceiling) / stepsPerIteration(plan);
  const beyond = trials.filter(({ request }) => request.rate > most).map(({ request }) => request.rate);
  if (beyond.length === 0) return null;
  const from = rateWords(Math.min(...beyond), unit);
  return `This computer can send ${rateWords(ceiling / stepsPerIteration(plan), unit)}. From ${from} on, the ladder asks for more than 0.7 of that, so this computer may be the limit there, and not the target.`;
}

/** How much of what this computer can send was used at most. */
function effortWords({ ceiling: measured, maxRate, plan, trials }: Generated): string {
  const steps = stepsPerIteration(plan);
  const counted = trials.filter(({ verdict }) => verdict !== 'untrusted');
  const most = Math.max(0, ...counted.map(({ request }) => request.rate)) * steps;
  const sendable = sendableRate(trials, maxRate);
  const ceiling = measured === null || sendable === null ? measured : Math.min(measured, sendable * steps);
  return ceiling === null || most === 0 ? '' : `, at up to ${formatPercent(most / ceiling)} of what this computer can send`;
}

export function generatorLine(row: Generated): string {
  const { trials } = row;
  const left = trials.filter(({ verdict }) => verdict === 'untrusted').length;
  const seconds = trials.filter(({ verdict }) => verdict !== 'untrusted').reduce((sum, trial) => sum + trial.untrustedSeconds, 0);
  if (left > 0)
    return `${formatCount(left)} ${left === 1 ? 'trial does' : 'trials do'} not count: this computer was too busy in ${left === 1 ? 'it' : 'them'}.`;
  if (seconds === 0) return `The load generator was trusted throughout${effortWords(row)}.`;
  const leftOut = trials.reduce((sum, trial) => sum + (trial.leftOut ?? 0), 0);
  const rest = leftOut === 0 ? '' : `, and ${formatCount(leftOut)} s of them are left out of every figure`;
  return `The load generator was not trusted in ${formatCount(seconds)} s of the trials; their times made no rate fail${rest}.`;
}
