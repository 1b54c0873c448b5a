// What the trials show together, as a description and not a verdict: the knee of the completed rate over the sent rate, and the
// curve of the Universal Scalability Law through the trials. Pure.
import type { Trial } from './trial.ts';

/** Completed and planned iterations per second. */
export interface LoadPoint {
  readonly asked: number;
  readonly completed: number;
  /** The average number in flight, by Little's law. */
  readonly inFlight: number;
}

/** X(N) = gamma N / (1 + sigma (N - 1) + kappa N (N - 1)). */
export interface UslCurve {
  readonly gamma: number;
  readonly sigma: number;
  readonly kappa: number;
  /** The number in flight at the peak, and the completed rate there; null if the curve only rises. */
  readonly peak: { readonly inFlight: number; readonly completed: number } | null;
}

const FEWEST_POINTS = 4;
/** How sharply the curve must bend (Satopaa et al., 2011: the sensitivity of Kneedle). */
const SENSITIVITY = 0.05;

/** One per rate, in ascending order: the longest trial of each. Trials without a verdict are left out. */
export function loadPoints(trials: readonly Trial[]): readonly LoadPoint[] {
  const longest = new Map<number, Trial>();
  for (const trial of trials) {
    if (trial.verdict === 'untrusted' || trial.verdict === 'stopped' || trial.figures.requests === 0) continue;
    const known = longest.get(trial.request.rate);
    if (known === undefined || known.seconds < trial.seconds) longest.set(trial.request.rate, trial);
  }
  return [...longest.values()]
    .toSorted((a, b) => a.request.rate - b.request.rate)
    .map(({ request, figures, times }) => ({
      asked: request.rate,
      completed: figures.completed,
      inFlight: (figures.completed * Math.exp(times.mean + times.variance / 2)) / 1000,
    }));
}

/** The planned rate from which on sending more brings less (Kneedle); null if there is no such bend. */
export function kneeOf(points: readonly LoadPoint[]): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < FEWEST_POINTS || first === undefined || last === undefined) return null;
  const top = Math.max(...points.map(({ completed }) => completed));
  const spanX = last.asked - first.asked;
  const spanY = top - first.completed;
  if (spanX <= 0 || spanY <= 0) return null;
  const bends = points.map(({ asked, completed }) => (completed - first.completed) / spanY - (asked - first.asked) / spanX);
  const most = Math.max(...bends);
  return most > SENSITIVITY ? (points[bends.indexOf(most)]?.asked ?? null) : null;
}

/** Least squares on N / X, which is linear in 1, N - 1 and N (N - 1); null if the trials do not determine the curve. */
export function uslOf(points: readonly LoadPoint[]): UslCurve | null {
  const usable = points.filter(({ inFlight, completed }) => inFlight > 0 && completed > 0);
  if (usable.length < FEWEST_POINTS) return null;
  // Relative errors are used: otherwise only the overloaded trials would matter.
  const rows = usable.map(({ inFlight: n, completed: x }) => ({ terms: [1, n - 1, n * (n - 1)], value: n / x, weight: x / n }));
  const found = nonNegative(rows);
  const [a = 0, b = 0, c = 0] = found;
  if (!(a > 0)) return null;
  const [gamma, sigma, kappa] = [1 / a, b / a, c / a];
  const at = kappa > 0 && sigma < 1 ? Math.sqrt((1 - sigma) / kappa) : null;
  const peak = at === null || at < 1 ? null : { inFlight: at, completed: uslAt({ gamma, sigma, kappa }, at) };
  return { gamma, sigma, kappa, peak };
}

export function uslAt({ gamma, sigma, kappa }: Pick<UslCurve, 'gamma' | 'sigma' | 'kappa'>, n: number): number {
  return (gamma * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
}

interface Row {
  readonly terms: readonly number[];
  readonly value: number;
  readonly weight: number;
}

/** Contention and crosstalk cannot be negative: a term with a negative result is left out. */
function nonNegative(rows: readonly Row[]): readonly number[] {
  const subsets = [[0, 1, 2], [0, 1], [0, 2], [0]];
  for (const subset of subsets) {
    const solved = leastSquares(rows, subset);
    if (solved?.every((value) => value >= 0) === true) return [0, 1, 2].map((term) => solved[subset.indexOf(term)] ?? 0);
  }
  return [];
}

/** By the normal equations and Gaussian elimination; null if they have no solution. */
function leastSquares(rows: readonly Row[], subset: readonly number[]): readonly number[] | null {
  const term = (row: Row, at: number): number => (row.terms[subset[at] ?? 0] ?? 0) * row.weight;
  const size = subset.length;
  const matrix = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (__, j) => rows.reduce((sum, row) => sum + term(row, i) * term(row, j), 0)),
    rows.reduce((sum, row) => sum + term(row, i) * row.value * row.weight, 0),
  ]);
  const cell = (i: number, j: number): number => matrix[i]?.[j] ?? 0;
  for (let pivot = 0; pivot < size; pivot += 1) {
    if (Math.abs(cell(pivot, pivot)) < 1e-12) return null;
    for (let i = 0; i < size; i += 1) {
      if (i === pivot) continue;
      const factor = cell(i, pivot) / cell(pivot, pivot);
      matrix[i] = (matrix[i] ?? []).map((value, j) => value - factor * cell(pivot, j));
    }
  }
  return Array.from({ length: size }, (_, i) => cell(i, size) / cell(i, i));
}
