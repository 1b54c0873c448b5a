// What is typed over the list of runs: words, and facts such as tag:nightly, failed:yes, p99>250ms, since:7d. Pure.
import { parseDuration } from '../../../shared/duration.ts';
import { isOver, type RunRow } from '../../../shared/run.ts';
import { stepsOf } from '../../../shared/words.ts';
import { headlineTimes, timedRequests } from '../../ui/headline-times.ts';
import { standingOf } from '../../ui/run-standing.ts';

type Fact = (run: RunRow, now: number) => boolean;

const DAY_MS = 24 * 3_600_000;
const TERM = /([a-z]+):(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+)/gi;
const TIME_LIMIT = /^p(50|75|90|95|99|99\.9)(<|>)(\d+(?:\.\d+)?)(ms|s)?$/i;

/** All terms hold. A term that is no fact is a word of the name, the tags, the notes or a URL. `now` in epoch ms. */
export function matchingRuns(runs: readonly RunRow[], search: string, now: number): readonly RunRow[] {
  const facts = factsOf(search);
  return facts.length === 0 ? runs : runs.filter((run) => facts.every((fact) => fact(run, now)));
}

/** It did not do what was asked of it: a threshold broke or the run itself failed. */
export function isFailedRun(run: RunRow): boolean {
  const standing = standingOf(run);
  return standing === 'failed' || standing === 'broken';
}

function factsOf(search: string): Fact[] {
  return [...search.matchAll(TERM)].flatMap(([whole, key, quotedValue, value, quoted, word]) => {
    if (key !== undefined) {
      const fact = namedFact(key.toLowerCase(), (quotedValue ?? value ?? '').toLowerCase());
      return fact === 'unfinished' ? [] : [fact ?? hasWord(whole)];
    }
    const text = quoted ?? word ?? '';
    return text === '' ? [] : [(quoted === undefined ? timeFact(text) : null) ?? hasWord(text)];
  });
}

/** null where there is no such fact: it is a word then, such as "http://…". */
function namedFact(key: string, value: string): Fact | 'unfinished' | null {
  const isKnown = ['tag', 'plan', 'failed', 'starred', 'since', 'state', 'generator'].includes(key);
  if (isKnown && value === '') return 'unfinished';
  switch (key) {
    case 'tag':
      return ({ tags }) => tags.some((tag) => tag.toLowerCase() === value);
    case 'plan':
      return ({ plan }) => plan.name.toLowerCase().includes(value);
    case 'failed':
      return yesOrNo(value, isFailedRun);
    case 'starred':
      return yesOrNo(value, ({ starred }) => starred);
    case 'state':
      return ({ state }) => state.startsWith(value);
    case 'generator':
      return ({ summary }) => (summary.generator.verdict ?? 'not measured').startsWith(value);
    case 'since':
      return since(value);
    default:
      return null;
  }
}

/** While it is being typed, "y" and "ye" are yes already; what is neither holds for no run. */
function yesOrNo(value: string, holds: (run: RunRow) => boolean): Fact {
  if ('yes'.startsWith(value)) return holds;
  return 'no'.startsWith(value) ? (run) => !holds(run) : () => false;
}

/** since:7d, since:90m, since:2026-07-01. */
function since(value: string): Fact {
  const days = /^(\d+)d$/.exec(value)?.[1];
  const length = days === undefined ? parseDuration(value) : Number(days) * DAY_MS;
  if (length !== null) return ({ startedAt }, now) => startedAt >= now - length;
  const from = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00`).getTime() : Number.NaN;
  return ({ startedAt }) => startedAt >= from;
}

/** p99>250 (ms), p50<1.5s, of the headline time. */
function timeFact(text: string): Fact | null {
  const [, percent, comparison, number, unit] = TIME_LIMIT.exec(text) ?? [];
  if (percent === undefined) return null;
  const limit = Number(number) * (unit?.toLowerCase() === 's' ? 1000 : 1);
  return (run) => {
    if (timedRequests(run.summary) === 0 || !isOver(run.state)) return false;
    const actual = Object.entries(headlineTimes(run)).find(([key]) => key === `p${percent}`)?.[1] ?? Number.NaN;
    return comparison === '<' ? actual < limit : actual > limit;
  };
}

function hasWord(text: string): Fact {
  const word = text.toLowerCase();
  return ({ name, tags, notes, plan }) =>
    [name, notes, ...tags, ...stepsOf(plan).map((step) => step.url)].some((one) => one.toLowerCase().includes(word));
}
