// Parses what is typed above the table of requests: words, and terms such as status:500, step:login, vu:3, >200 or service<100ms,
// which are set as filters. Pure.
import { parseDuration } from '../../../../shared/duration.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';

export interface TypedFilter {
  /** Null if the text only has words. */
  readonly part: Partial<SampleFilter> | null;
  /** The remaining words to search for. */
  readonly text: string;
}

export const TYPED_FILTER_EXAMPLES = [
  ...(['status:500', 'step:login', 'vu:3', '>200ms', 'service<100ms', 'check:"status 200"', 'journey:17'] as const),
] as const;

const TERM =
  /(?:(status|step|vu|check|journey)(?::\s*|\s+(?=\d))(?:"([^"]*)"|(\S+)))|((?:service|response)?)\s*([<>]=?)\s*([\d.]+\s*(?:ms|s)?)(?=\s|$)/gi;

/** `steps` are the names of the plan's steps; `measure` is the time that a bare ">200" refers to. */
export function readTypedFilter(typed: string, steps: readonly string[], measure: TimeMeasure): TypedFilter {
  let part: Partial<SampleFilter> = {};
  const text = typed.replaceAll(TERM, (whole, ...groups: readonly (string | undefined)[]) => {
    const [key, quoted, plain, which, sign, time] = groups;
    const read =
      key === undefined
        ? durationPart(which ?? '', sign ?? '', time ?? '', measure, part)
        : namedPart(key.toLowerCase(), quoted ?? plain ?? '', steps);
    if (read === null) return whole;
    part = { ...part, ...read };
    return '';
  });
  if (Object.keys(part).length === 0) return { part: null, text: typed };
  return { part, text: text.replaceAll(/\s+/g, ' ').trim() };
}

/** Null if there is no such filter: then it is a word. */
function namedPart(key: string, value: string, steps: readonly string[]): Partial<SampleFilter> | null {
  if (key === 'step') {
    const wanted = value.toLowerCase();
    const same = steps.flatMap((name, at) => (name.toLowerCase() === wanted ? [at] : []));
    const like = steps.flatMap((name, at) => (name.toLowerCase().includes(wanted) ? [at] : []));
    const found = same.length > 0 ? same : like;
    return wanted === '' || found.length === 0 ? null : { steps: found };
  }
  if (key === 'vu') return /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 65_536 ? { vu: Number(value) } : null;
  if (key === 'check') return value === '' ? null : { check: value };
  if (key === 'journey') return /^[1-9]\d{0,8}$/.test(value) ? { iteration: Number(value) - 1 } : null;
  if (/^[45]xx$/i.test(value)) return { outcomes: [value.startsWith('4') ? 'http_4xx' : 'http_5xx'] };
  const statuses = value.split(',').map((one) => (/^[1-9]\d\d$/.test(one) ? Number(one) : null));
  return statuses.every((one) => one !== null) ? { statuses } : null;
}

/** A time without a unit is in milliseconds, as the filter shows once it is set. */
function durationPart(
  which: string,
  sign: string,
  time: string,
  measure: TimeMeasure,
  { duration }: Partial<SampleFilter>,
): Partial<SampleFilter> | null {
  const milliseconds = /[a-z]/i.test(time) ? parseDuration(time) : parseDuration(`${time}ms`);
  if (milliseconds === null) return null;
  const of = which === '' ? measure : which.toLowerCase() === 'service' ? 'service_time' : 'response_time';
  const other = duration?.measure === of ? duration : { atLeast: null, atMost: null };
  const limit = sign.startsWith('>') ? { atLeast: milliseconds } : { atMost: milliseconds };
  return { duration: { atLeast: other.atLeast, atMost: other.atMost, ...limit, measure: of } };
}
