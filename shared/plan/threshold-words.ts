// What a threshold measured, in words.
import { formatCount, formatLimit, formatPercent, formatRate, formatSpan, formatTime, NO_VALUE } from '../format.ts';
import { quotedName } from './threshold-name.ts';
import type { Subject, Threshold, Verdict, WrittenVerdict } from './threshold.ts';

/** "p(95) < 200 over the last 5 s". */
export function thresholdText({ expression, over }: Pick<WrittenVerdict, 'expression' | 'over'>): string {
  return over === undefined ? expression : `${expression} over the last ${formatSpan(over)}`;
}

/** "412 ms", "1.2 %", "48/s"; a dash if nothing was measured. */
export function formatActual({ threshold, actual }: Pick<Verdict, 'threshold' | 'actual'>): string {
  if (actual === null || threshold === null) return NO_VALUE;
  switch (threshold.subject.kind) {
    case 'time':
      return formatTime(actual);
    case 'error_rate':
    case 'success':
    case 'checks':
      return formatPercent(actual);
    case 'throughput':
      return formatRate(actual);
    case 'dropped':
      return formatCount(actual);
  }
}

/** "250 ms", "1 %": as the limit was written, because a rounded one would not be what the verdict is about. */
export function limitWords({ kind }: Subject, limit: number): string {
  const exact = (value: number): string => String(Number(value.toPrecision(10)));
  switch (kind) {
    case 'time':
      return formatLimit(limit);
    case 'error_rate':
    case 'success':
    case 'checks':
      return `${exact(100 * limit)} %`;
    case 'throughput':
      return `${exact(limit)}/s`;
    case 'dropped':
      return exact(limit);
  }
}

/** Why there is no figure to compare. */
export function unmeasuredWords({ threshold }: Pick<Verdict, 'threshold'>): string {
  const subject = threshold?.subject ?? null;
  if (subject?.kind === 'checks') return 'no check was evaluated';
  return subject?.kind === 'time' && subject.measure === 'journey_time' ? 'no journey was completed' : 'nothing was measured';
}

/** "p95 < 200ms failed: it was 212 ms." */
export function failedWords(verdict: Verdict): string {
  const measured = verdict.actual === null ? unmeasuredWords(verdict) : `it was ${formatActual(verdict)}`;
  return `${thresholdText(verdict)} failed: ${measured}.`;
}

/** The normal form of a threshold, however it was written: `p(95){waiting, step: "login"} < 300`. */
export function canonicalThreshold({ subject, scope: { scenario, step }, comparison, limit }: Threshold): string {
  const within = [
    subject.kind === 'time' && subject.measure !== 'headline' ? subject.measure : null,
    scenario === null ? null : `scenario: ${quotedName(scenario)}`,
    step === null ? null : `step: ${quotedName(step)}`,
  ].filter((part) => part !== null);
  const braces = within.length === 0 ? '' : `{${within.join(', ')}}`;
  return `${subjectText(subject)}${braces} ${comparison} ${limitText(subject, limit)}`;
}

/** A bare 1 could be a share or a percentage, so a whole one is written as it is read. */
function limitText({ kind }: Subject, limit: number): string {
  return limit === 1 && (kind === 'success' || kind === 'checks') ? '100%' : String(limit);
}

function subjectText(subject: Subject): string {
  if (subject.kind === 'checks') return subject.check === null ? 'checks' : `checks{${JSON.stringify(subject.check)}}`;
  if (subject.kind !== 'time') return subject.kind;
  return subject.figure.kind === 'percentile' ? `p(${subject.figure.percent})` : subject.figure.kind;
}
