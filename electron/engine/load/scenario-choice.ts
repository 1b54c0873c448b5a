// Which scenario an iteration runs. It is a pure function of the iteration's number, so that it does not depend on threads or
// time.

const GOLDEN_RATIO = 0.618_033_988_749_895;

/**
 * The scenario of iteration `k`. Multiples of the golden ratio are spread evenly over 0..1, so every run, number of workers and
 * part of a run gets the shares that the weights give. The sum of the weights is computed once.
 */
export function scenarioChoice<T extends { readonly weight: number }>(scenarios: readonly T[]): (k: number) => T {
  const [first] = scenarios;
  if (first === undefined) throw new Error('A plan has at least one scenario');
  if (scenarios.length === 1) return () => first;
  const last = scenarios.at(-1) ?? first;
  const total = scenarios.reduce((sum, { weight }) => sum + weight, 0);
  return (k) => {
    let point = ((k * GOLDEN_RATIO) % 1) * total;
    for (const scenario of scenarios) {
      point -= scenario.weight;
      if (point < 0) return scenario;
    }
    return last;
  };
}
