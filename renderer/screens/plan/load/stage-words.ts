// The effect of each stage in words, as far as it can be understood while it is being typed. Pure.
import { parseDuration } from '../../../../shared/duration.ts';
import { formatCount, plural } from '../../../../shared/format.ts';
import type { LoadDraft } from '../draft/draft-load.ts';
import { numberOf } from '../draft/draft-parts.ts';

/** "ramp from 0, 6,000 arrivals", "hold"; empty for an incomplete stage. */
export function stageWords(load: LoadDraft): readonly string[] {
  if (load.model === 'iterations') return [];
  const { startTarget, stages } = load[load.model];
  const targets = stages.map((stage) => numberOf(stage.target));
  const start = startTarget.trim() === '' ? targets[0] : numberOf(startTarget);
  return stages.map(({ duration }, index) => {
    const from = (index === 0 ? start : targets[index - 1]) ?? Number.NaN;
    const to = targets[index] ?? Number.NaN;
    const length = parseDuration(duration);
    if (Number.isNaN(from) || Number.isNaN(to) || length === null) return '';
    if (length === 0) return `jump to ${formatCount(to)}`;
    const course = from === to ? 'hold' : `ramp from ${formatCount(from)}`;
    if (load.model === 'closed') return course;
    const arrivals = Math.round((((from + to) / 2) * length) / 1000);
    return `${course}, ${formatCount(arrivals)} ${plural(arrivals, 'arrival')}`;
  });
}
