// Finds the existing name that was probably meant.

/** Returns null if none is similar. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 2)) + 1;
  for (const one of known) {
    const distance = changesBetween(name.toLowerCase(), one.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = one;
  }
  return nearest;
}

/** How many letters must be inserted, deleted or replaced (Levenshtein). */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const kept = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
