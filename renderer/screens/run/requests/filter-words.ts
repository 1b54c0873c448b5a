// The parts of a filter as phrases, and how to remove each part. Pure.
import { formatInstant, formatSpan, formatTime } from '../../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../../shared/outcome.ts';
import { EVERYTHING, type SampleFilter } from '../../../../shared/sample-query.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';

export interface FilterChip {
  readonly part: keyof SampleFilter;
  readonly words: string;
}

/** Without the text, which is shown in its field. `steps` are the names of the plan's steps. */
export function chipsOf(filter: SampleFilter, steps: readonly string[]): FilterChip[] {
  const words: Partial<Record<keyof SampleFilter, string | null>> = {
    window: windowWords(filter.window),
    kind: filter.kind === 'all' ? null : filter.kind,
    outcomes: listWords(filter.outcomes, (outcome) => OUTCOME_LABEL[outcome]),
    statuses: listWords(filter.statuses, (status) => (status === 0 ? 'no response' : String(status))),
    steps: stepWords(filter.steps, steps),
    remotes: listWords(filter.remotes, (remote) => remote),
    generators: listWords(filter.generators ?? null, (name) => `sent by ${name}`),
    vu: filter.vu === null ? null : `VU ${filter.vu}`,
    iteration: filter.iteration === null ? null : `journey ${(filter.iteration + 1).toLocaleString('en')}`,
    dataRow: filter.dataRow === null ? null : `data row ${filter.dataRow.row.toLocaleString('en')}`,
    duration: durationWords(filter.duration),
    check: filter.check === null ? null : `failed the check “${filter.check}”`,
    failure: filter.failure === null ? null : filter.failure.message,
    except: filter.except === null ? null : exceptWords(filter.except),
    warmup: filter.warmup === 'include' ? 'with the warm-up' : null,
  };
  return CHIP_PARTS.flatMap((part) => {
    const said = words[part] ?? null;
    return said === null ? [] : [{ part, words: said }];
  });
}

const CHIP_PARTS = [
  ...(['window', 'kind', 'failure', 'check', 'outcomes', 'statuses', 'steps', 'remotes', 'generators'] as const),
  ...(['duration', 'vu', 'iteration', 'dataRow', 'except', 'warmup'] as const),
] as const satisfies readonly (keyof SampleFilter)[];

export function withoutPart(filter: SampleFilter, part: keyof SampleFilter): SampleFilter {
  return { ...filter, [part]: EVERYTHING[part] };
}

/** "failed, 503, “reset”": for a sentence about the whole filter. */
export function filterWords(filter: SampleFilter, steps: readonly string[]): string {
  const text = filter.text.trim();
  return [...chipsOf(filter, steps).map(({ words }) => words), ...(text === '' ? [] : [`“${text}”`])].join(', ');
}

function exceptWords(stretches: NonNullable<SampleFilter['except']>): string {
  const whole = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  return `without ${formatSpan(Math.round(whole / 1000) * 1000)} in which this computer was late`;
}

function windowWords(window: SampleFilter['window']): string | null {
  if (window === null) return null;
  return `${window.by} ${formatInstant(window.from)} to ${formatInstant(window.to)}`;
}

/** The names of a few steps, or the number of many. */
function stepWords(chosen: SampleFilter['steps'], steps: readonly string[]): string | null {
  if (chosen !== null && chosen.length > MOST_NAMED_STEPS) return `${chosen.length} steps`;
  return listWords(chosen, (step) => steps[step] ?? `step ${step + 1}`);
}

const MOST_NAMED_STEPS = 3;

function listWords<T>(items: readonly T[] | null, words: (item: T) => string): string | null {
  if (items === null) return null;
  return items.length === 0 ? 'nothing' : items.map(words).join(' or ');
}

function durationWords(duration: SampleFilter['duration']): string | null {
  if (duration === null) return null;
  const { measure, atLeast, atMost } = duration;
  const limits = [atLeast === null ? '' : `≥ ${formatTime(atLeast)}`, atMost === null ? '' : `≤ ${formatTime(atMost)}`];
  return `${MEASURE_LABEL[measure].toLowerCase()} ${limits.filter((limit) => limit !== '').join(' and ')}`;
}
