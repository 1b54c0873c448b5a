// What a count of rare cases says about their true share: exact binomial tails, by the incomplete beta function. Counts may be
// fractions, for example of a sample that is divided by its variance inflation. Pure.

/** I_x(a, b), the regularised incomplete beta function, from 0 to 1, by its continued fraction (DLMF 8.17.22). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction only converges fast on this side; the other side is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  return Math.min(1, front * betaFraction(x, a, b));
}

/** P(X <= x) for `n` cases with share `p`: small if `x` or fewer are unlikely. */
export function atMost(x: number, n: number, p: number): number {
  return x >= n ? 1 : incompleteBeta(1 - p, n - x, x + 1);
}

/** P(X >= x) for `n` cases with share `p`: small if `x` or more are unlikely. */
export function atLeast(x: number, n: number, p: number): number {
  return x <= 0 ? 1 : incompleteBeta(p, x, Math.max(0, n - x) + 1);
}

/** The interval of the true share, where each end is wrong with probability `alpha` (Clopper and Pearson). */
export function shareInterval(x: number, n: number, alpha: number): { readonly low: number; readonly high: number } {
  if (n <= 0) return { low: 0, high: 1 };
  const low = x <= 0 ? 0 : solve((p) => atLeast(x, n, p) < alpha);
  const high = x >= n ? 1 : solve((p) => atMost(x, n, p) > alpha);
  return { low, high };
}

/** The share up to which `isBelow` is true. */
function solve(isBelow: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const SMALLEST = 1e-300;
const CLOSE = 1e-12;
const MOST_TERMS = 10_000;

/** Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < CLOSE) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value;
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function of a value above 0 (Lanczos, g = 7). */
function logGamma(value: number): number {
  if (value < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * value)) - logGamma(1 - value);
  const at = value - 1;
  const sum = LANCZOS.reduce((total, term, index) => total + term / (at + index + 1), 0.99999999999980993);
  const t = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}
