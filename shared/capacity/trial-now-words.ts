// What the current trial shows so far, in words. Pure.
import { formatCount, formatPercent, formatRate } from '../format.ts';
import { atMost } from './binomial.ts';
import type { Evidence } from './judge-trial.ts';

const ALPHA = 0.05;

/** "It can still go either way. Slow requests come in clusters: these 32,930 say as much as 140 single ones." */
export function trialNowWords(evidence: Evidence | undefined, mayMiss: number, growth: number | null): string {
  if (growth !== null) return `It fails: the backlog grows by ${formatRate(growth)}.`;
  if (evidence === undefined || evidence.count === 0) return 'There is no response yet.';
  const clusters = evidence.inflation < 1.5 ? '' : ` ${clusterWords(evidence)}`;
  switch (evidence.verdict) {
    case 'fails':
      return `It fails: ${formatPercent(evidence.missed / evidence.count)} missed it, at least ${formatPercent(evidence.low)}.${clusters}`;
    case 'holds':
      return `It will hold unless ${formatCount(missesLeft(evidence, mayMiss))} more are late.${clusters}`;
    case 'undecided':
      return `It can still go either way.${clusters}`;
  }
}

function clusterWords({ count, inflation }: Evidence): string {
  return `Slow requests come in clusters: these ${formatCount(count)} say as much as ${formatCount(Math.max(1, Math.round(count / inflation)))} single ones.`;
}

/** How many more misses would make it impossible to hold. */
function missesLeft({ count, missed, inflation }: Evidence, mayMiss: number): number {
  let [from, to] = [0, Math.max(1, Math.ceil(count * mayMiss))];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (atMost((missed + middle) / inflation, count / inflation, mayMiss) <= ALPHA) from = middle + 1;
    else to = middle;
  }
  return Math.max(1, from);
}
