// The thresholds of a plan in k6's syntax, on metrics that count as Onrush does.
import { assertNever } from '../../errors.ts';
import { printDuration } from '../../duration.ts';
import type { Plan, PlanThreshold } from '../plan.ts';
import type { Threshold } from '../threshold.ts';
import { judgedThresholds } from '../judged-thresholds.ts';
import { parseThreshold } from '../threshold-expression.ts';
import { literal, objectText, quoted, type Field } from './js-text.ts';

export interface K6Threshold {
  /** The metric, with the filter for requests in braces. */
  readonly metric: string;
  readonly code: string;
  /** The expression of the plan. */
  readonly expression: string;
}

/** The thresholds that k6 can evaluate. */
export function thresholdsOf(plan: Plan): readonly K6Threshold[] {
  return judgedThresholds(plan).flatMap((one) => {
    const parsed = parseThreshold(one.expression);
    return parsed.ok && one.over === undefined ? [k6Threshold(one, parsed.threshold)] : [];
  });
}

/** Removes the characters of a threshold's braces syntax from a tag. */
export function tagText(name: string): string {
  return name.replaceAll(/[{},:"'\\\s]+/g, ' ').trim();
}

function k6Threshold(options: PlanThreshold, { expression, subject, scope, comparison, limit }: Threshold): K6Threshold {
  const tags = [
    ...(scope.step === null ? [] : [`name:${tagText(scope.step)}`]),
    ...(scope.scenario === null ? [] : [`journey:${tagText(scope.scenario)}`]),
  ];
  const { metric, figure, more } = measureOf(subject);
  const all = [...more, ...tags];
  const held = subject.kind === 'success' ? asFailures(comparison, limit) : `${comparison}${limit}`;
  const text = quoted(`${figure}${held}`);
  const fields: Field[] = [
    ['threshold', text],
    ['abortOnFail', literal(true)],
    ...(options.delay > 0 ? [['delayAbortEval', quoted(printDuration(options.delay))] as const] : []),
  ];
  return {
    metric: all.length === 0 ? metric : `${metric}{${all.join(',')}}`,
    code: options.abortOnFail ? objectText(fields) : text,
    expression,
  };
}

/** k6 counts what failed: "success > 99%" is "failed < 1%". */
function asFailures(comparison: Threshold['comparison'], limit: number): string {
  const turned = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==' }[comparison];
  return `${turned}${Number((1 - limit).toPrecision(12))}`;
}

interface Measured {
  readonly metric: string;
  readonly figure: string;
  readonly more: readonly string[];
}

function measureOf(subject: Threshold['subject']): Measured {
  switch (subject.kind) {
    case 'time': {
      const { figure, measure } = subject;
      const metric =
        measure === 'headline' || measure === 'response_time' || measure === 'service_time' ? 'service_time' : measure;
      const ofPhase = metric !== 'service_time' && metric !== 'journey_time';
      return { metric: ofPhase ? phaseMetric(metric) : metric, figure: figureText(figure), more: [] };
    }
    case 'error_rate':
    case 'success':
      return { metric: 'request_failed', figure: 'rate', more: ['counts:true'] };
    case 'throughput':
      return { metric: 'requests', figure: 'rate', more: [] };
    case 'dropped':
      return { metric: 'dropped_iterations', figure: 'count', more: [] };
    case 'checks':
      return { metric: 'checks', figure: 'rate', more: subject.check === null ? [] : [`check:${tagText(subject.check)}`] };
    default:
      return assertNever(subject);
  }
}

function phaseMetric(phase: string): string {
  return phase === 'dns' ? 'http_req_blocked' : `http_req_${phase}`;
}

function figureText(figure: Extract<Threshold['subject'], { kind: 'time' }>['figure']): string {
  return figure.kind === 'percentile' ? `p(${figure.percent})` : figure.kind;
}
