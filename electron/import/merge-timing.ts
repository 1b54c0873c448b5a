// When the parts of a merged run began by their own clocks, and when each had requests in flight. Pure.
import { formatClock, formatSpan, plural } from '../../shared/format.ts';

export interface TimedPart {
  readonly name: string;
  /** In ms since the beginning of the merged run. */
  readonly beganAt: number;
  readonly endedAt: number;
  /** The seconds with requests in flight, since its own beginning. */
  readonly seconds: ReadonlySet<number>;
}

/** A greater distance between beginnings is more than it takes to start several load generators by hand. In ms. */
const APART_MS = 30_000;
/** Shorter gaps without requests are normal for a slow load. In seconds. */
const LEAST_GAP_S = 5;
const MOST_GAPS = 5;

/** Whole sentences about how the parts relate in time. */
export function timingNotes(parts: readonly TimedPart[], isAligned: boolean): readonly string[] {
  if (parts.length < 2) return [];
  return [...beginningNotes(parts, isAligned), overlapNote(parts), ...gapNotes(parts)];
}

function beginningNotes(parts: readonly TimedPart[], isAligned: boolean): readonly string[] {
  if (isAligned) return ['Their starts were aligned, regardless of their clocks.'];
  const ordered = parts.toSorted((a, b) => a.beganAt - b.beganAt);
  const [first] = ordered;
  const late = ordered.filter(({ beganAt }) => beganAt - (first?.beganAt ?? 0) >= APART_MS);
  if (first === undefined || late.length === 0) return [];
  const words = late.map(({ name, beganAt }) => `${name} began ${formatSpan(beganAt - first.beganAt)} after ${first.name}`);
  return [
    `${words.join(', ')}, by the clocks in the files. If they began together, a clock was wrong: --align start aligns their starts.`,
  ];
}

function overlapNote(parts: readonly TimedPart[]): string {
  const from = Math.max(...parts.map(({ beganAt }) => beganAt));
  const to = Math.min(...parts.map(({ endedAt }) => endedAt));
  const all = parts.length === 2 ? 'Both' : `All ${parts.length}`;
  if (to > from) return `${all} sent at the same time from ${formatClock(from, true)} to ${formatClock(to, true)} of the run.`;
  return parts.length === 2 ? 'They did not send at the same time.' : `At no time did all ${parts.length} send.`;
}

function gapNotes(parts: readonly TimedPart[]): readonly string[] {
  const gaps = parts.flatMap((part) => gapsOf(part).map((gap) => ({ name: part.name, ...gap })));
  const words = gaps
    .slice(0, MOST_GAPS)
    .map(({ name, from, to }) => `${name} had no request in flight from ${formatClock(from)} to ${formatClock(to)}.`);
  const more = gaps.length - MOST_GAPS;
  return more > 0 ? [...words, `There are ${more} more such ${plural(more, 'gap')}.`] : words;
}

function gapsOf({ beganAt, seconds }: TimedPart): readonly { readonly from: number; readonly to: number }[] {
  const ordered = [...seconds].toSorted((a, b) => a - b);
  return ordered.flatMap((second, at) => {
    const next = ordered[at + 1];
    if (next === undefined || next - second <= LEAST_GAP_S) return [];
    return [{ from: beganAt + (second + 1) * 1000, to: beganAt + next * 1000 }];
  });
}
