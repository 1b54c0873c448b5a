// "p95 > +10%": whether a run is worse than one or more baselines by more than a person allows. The interval decides, not the
// point estimate: a gate fails if the data shows it, and is unsure if the data can neither show it nor rule it out. Pure.
import { figureFormat, figureWords, signed } from './comparison-words.ts';
import { COMPARED_STATISTICS, type Comparison, type FigureComparison, type FigureName, type Span } from './comparison.ts';
import { formatPercent, NO_VALUE } from './format.ts';
import { headlineOf } from './summary.ts';
import { TIME_MEASURES, type TimeMeasure } from './plan/threshold.ts';
import { halfWidth } from './trend-band.ts';

const GATE_FIGURES = ['throughput', 'error_rate', ...COMPARED_STATISTICS] as const;
type GateFigure = (typeof GATE_FIGURES)[number];

export interface GateRule {
  readonly text: string;
  readonly figure: GateFigure;
  /** Null for the time by which the load model is judged. */
  readonly measure: TimeMeasure | null;
  /** Whether it fails above or below the limit. */
  readonly side: '>' | '<';
  /** The limit of the change: a share of the baseline, or ms, requests/s or a share of all requests. */
  readonly limit: number;
  readonly isRelative: boolean;
}

/**
 * `unsure`: the data shows neither that the change is beyond the limit nor that it is within it. `unknown`: there is no interval.
 */
export type GateState = 'passed' | 'failed' | 'unsure' | 'unknown';

export interface GateResult {
  readonly rule: GateRule;
  readonly state: GateState;
  /** One sentence with figures. */
  readonly words: string;
}

const RULE =
  /^(p(?:50|90|95|99|99\.9)|mean|throughput|error_rate)(?:\{(service_time|response_time)\})?\s*([<>])\s*([+-]\d+(?:\.\d+)?)\s*(%|ms|s|\/s)?$/;

export const GATE_FORMS = '"p95 > +10%", "p99 > +20ms", "mean{service_time} > +5%", "throughput < -5%" or "error_rate > +0.5%"';

/**
 * Returns null if it is not a rule. A percentage of the error rate refers to all requests: "+0.5%" is five more in a thousand.
 */
export function parseGate(text: string): GateRule | null {
  const normal = text.trim().replace(/^p\(([\d.]+)\)/, 'p$1');
  const [, figure, written, side = '', amount = '', unit = ''] = RULE.exec(normal) ?? [];
  const name = GATE_FIGURES.find((one) => one === figure);
  const measure = TIME_MEASURES.find((one) => one === written) ?? null;
  if (name === undefined || (side !== '>' && side !== '<')) return null;
  const isTime = name !== 'throughput' && name !== 'error_rate';
  if (!isTime && measure !== null) return null;
  const isRelative = unit === '%' && name !== 'error_rate';
  const fits = unit === '%' || (isTime ? unit === 'ms' || unit === 's' : name === 'throughput' && (unit === '/s' || unit === ''));
  if (!fits) return null;
  const factor = unit === '%' ? 0.01 : unit === 's' ? 1000 : 1;
  const limit = Number(amount) * factor;
  // A gate asks whether a run became worse, so ">" needs a positive limit and "<" a negative one.
  if ((side === '>') !== limit > 0) return null;
  return { text: text.trim(), figure: name, measure, side, limit, isRelative };
}

/** `comparison`: the last run is judged, all others are baselines; the first of them is the one that was used for resampling. */
export function judgeGates(comparison: Comparison, rules: readonly GateRule[]): readonly GateResult[] {
  return rules.map((rule) => judgeGate(comparison, rule));
}

function judgeGate(comparison: Comparison, rule: GateRule): GateResult {
  const name = figureNameOf(comparison, rule);
  const pairs = comparison.pairs.map(({ figures }) => figures.find((figure) => figure.name === name));
  const judged = pairs.at(-1);
  const now = judged?.b ?? null;
  const bases = [judged?.a ?? null, ...pairs.slice(0, -1).map((figure) => figure?.b ?? null)];
  const known = bases.filter((value) => value !== null);
  if (judged === undefined || now === null || known.length < bases.length)
    return { rule, state: 'unknown', words: `${rule.text}: this was not measured in every run.` };
  const base = known.reduce((sum, value) => sum + value, 0) / known.length;
  const change = now - base;
  const interval = intervalOf(judged, known, change);
  const limit = rule.isRelative ? rule.limit * base : rule.limit;
  const words = (state: string): string =>
    `${rule.text}: ${figureText(judged, base, now, change, interval, known.length)}; ${state}.`;
  if (interval === null)
    return { rule, state: 'unknown', words: words('too few requests for an interval, so nothing is decided') };
  if (isBeyond(rule, interval, limit)) return { rule, state: 'failed', words: words('the change is beyond the limit') };
  const isWithin = rule.side === '>' ? interval.to <= limit : interval.from >= limit;
  if (isWithin) return { rule, state: 'passed', words: words('the change is within the limit') };
  return { rule, state: 'unsure', words: words('the data cannot show that it is beyond the limit, nor that it is within') };
}

function isBeyond({ side }: GateRule, { from, to }: Span, limit: number): boolean {
  return side === '>' ? from > limit : to < limit;
}

/**
 * Runs of one server differ more than the requests within a run suggest. With one baseline, only the requests can be resampled;
 * with several, the spread between them shows how far another run may be (Student's t for one more value), and the wider of the
 * two intervals counts.
 */
function intervalOf({ interval, difference }: FigureComparison, bases: readonly number[], change: number): Span | null {
  if (interval === null || difference === null) return null;
  const within = { from: change + (interval.from - difference), to: change + (interval.to - difference) };
  if (bases.length < 2) return within;
  const half = halfWidth(bases);
  return { from: Math.min(within.from, change - half), to: Math.max(within.to, change + half) };
}

function figureNameOf({ runs }: Comparison, { figure, measure }: GateRule): FigureName {
  if (figure === 'throughput' || figure === 'error_rate') return figure;
  const model = runs[0]?.row.plan.load.model;
  return `${measure ?? (model === undefined ? 'service_time' : headlineOf(model))}.${figure}`;
}

function figureText(
  figure: FigureComparison,
  base: number,
  now: number,
  change: number,
  interval: Span | null,
  bases: number,
): string {
  const format = figureFormat(figure);
  const { name, of } = figureWords(figure.name);
  const share = base === 0 ? NO_VALUE : signed(change / base, formatPercent);
  const sure = interval === null ? '' : `, 95 % interval ${signed(interval.from, format)} to ${signed(interval.to, format)}`;
  const before = bases === 1 ? format(base) : `${format(base)} on average of ${bases} runs`;
  return `${name} ${of} ${before} before, ${format(now)} now (${share}${sure})`.replaceAll('  ', ' ');
}
