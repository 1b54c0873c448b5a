// When the parts of a merged run began by their own clocks, and when each of them had something under way. Pure.
import { formatClock, formatSpan, plural } from '../../shared/format.ts';

export interface TimedPart {
  readonly name: string;
  /** In ms since the beginning of the whole. */
  readonly beganAt: number;
  readonly endedAt: number;
  /** Since its own beginning. */
  readonly seconds: ReadonlySet<number>;
}

/** Beginnings that are further apart are more than the time it takes to start several by hand. */
const APART_MS = 30_000;
/** Nothing under way for less than this is how a slow load looks. */
const LEAST_GAP_S = 5;
const MOST_GAPS = 5;

/** Whole sentences about how the parts lie beside each other. */
export function timingNotes(parts: readonly TimedPart[], isAligned: boolean): readonly string[] {
  if (parts.length < 2) return [];
  return [...beginningNotes(parts, isAligned), overlapNote(parts), ...gapNotes(parts)];
}

function beginningNotes(parts: readonly TimedPart[], isAligned: boolean): readonly string[] {
  if (isAligned) return ['Their starts were aligned, whatever their clocks said.'];
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
    .map(({ name, from, to }) => `${name} had nothing under way from ${formatClock(from)} to ${formatClock(to)}.`);
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
