// What can be typed above the list of runs: words, and facts such as tag:nightly, failed:yes, p99 > 250ms, since:7d. Pure.
import { parseDuration } from '../../../shared/duration.ts';
import { hasEnough } from '../../../shared/enough-samples.ts';
import { isOver, type RunBrief } from '../../../shared/run.ts';
import { errorRate, timedRequests } from '../../../shared/summary.ts';
import { headlineTimes } from '../../run-description/headline-times.ts';
import { statusOf } from '../../run-description/run-status.ts';

type Fact = (run: RunBrief, now: number) => boolean;

const DAY_MS = 24 * 3_600_000;
const TERM = /([a-z]+):(?:"([^"]*)"?|(\S*))|"([^"]*)"?|(\S+)/gi;
const TIME_FIGURE = String.raw`p(?:50|75|90|95|99|99\.9)|mean|avg|median|max|min`;
const COUNT_FIGURE = 'requests|throughput|rps|failed|errors?';
const TIME_LIMIT = new RegExp(String.raw`^(${TIME_FIGURE})([<>]=?)(\d+(?:\.\d+)?)(ms|s|min)?$`, 'i');
const COUNT_LIMIT = new RegExp(String.raw`^(${COUNT_FIGURE})([<>]=?)([\d,]+(?:\.\d+)?)(k)?(%|/s)?$`, 'i');
/** "p99 > 250 ms" is one term, not three. */
const SPACED_LIMIT = new RegExp(
  String.raw`\b(${TIME_FIGURE}|${COUNT_FIGURE})\s*([<>]=?|[≤≥])\s*([\d,]+(?:\.\d+)?)(?:\s*(k?(?:/s|%)|k|ms|s|min)(?=\s|$))?`,
  'gi',
);
const SIGNS: Readonly<Record<string, string>> = { '≤': '<=', '≥': '>=' };

/** The keys of facts that are written with a colon. */
export const FACT_KEYS = ['tag', 'plan', 'load', 'failed', 'starred', 'since', 'state', 'generator'] as const;

/** All terms must match. A term that is not a fact is a word of the name, the tags, the notes or a URL. `now` is in epoch ms. */
export function matchingRuns(runs: readonly RunBrief[], search: string, now: number): readonly RunBrief[] {
  const facts = factsOf(search);
  return facts.length === 0 ? runs : runs.filter((run) => facts.every((fact) => fact(run, now)));
}

/** True if a threshold failed or the run itself failed. */
export function isFailedRun(run: RunBrief): boolean {
  const status = statusOf(run);
  return status === 'failed' || status === 'broken';
}

function factsOf(search: string): Fact[] {
  return [...joinLimits(search).matchAll(TERM)].flatMap(([whole, key, quotedValue, value, quoted, word]) => {
    if (key !== undefined) {
      const fact = namedFact(key.toLowerCase(), (quotedValue ?? value ?? '').toLowerCase());
      return fact === 'unfinished' ? [] : [fact ?? hasWord(whole)];
    }
    const text = quoted ?? word ?? '';
    return text === '' ? [] : [(quoted === undefined ? (timeFact(text) ?? countFact(text)) : null) ?? hasWord(text)];
  });
}

function joinLimits(search: string): string {
  return search.replaceAll(SPACED_LIMIT, (_, figure: string, sign: string, number: string, unit: string | undefined) =>
    [figure, SIGNS[sign] ?? sign, number, unit ?? ''].join(''),
  );
}

/** Null if there is no such fact: then it is a word, such as "http://…". */
function namedFact(key: string, value: string): Fact | 'unfinished' | null {
  const isKnown = FACT_KEYS.some((known) => known === key);
  if (isKnown && value === '') return 'unfinished';
  switch (key) {
    case 'tag':
      return ({ tags }) => tags.some((tag) => tag.toLowerCase() === value);
    case 'plan':
      return ({ plan }) => plan.name.toLowerCase().includes(value);
    case 'load':
      return ({ plan }) => plan.load.model.startsWith(value);
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

/** While it is being typed, "y" and "ye" already mean yes; anything else matches no run. */
function yesOrNo(value: string, holds: (run: RunBrief) => boolean): Fact {
  if ('yes'.startsWith(value)) return holds;
  return 'no'.startsWith(value) ? (run) => !holds(run) : () => false;
}

/** since:7d, since:90m, since:yesterday, since:2026-07-01. */
function since(value: string): Fact {
  if (value === 'today' || value === 'yesterday')
    return ({ startedAt }, now) => startedAt >= new Date(now).setHours(0, 0, 0, 0) - (value === 'today' ? 0 : DAY_MS);
  const days = /^(\d+)d$/.exec(value)?.[1];
  const length = days === undefined ? parseDuration(value) : Number(days) * DAY_MS;
  if (length !== null) return ({ startedAt }, now) => startedAt >= now - length;
  const from = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00`).getTime() : Number.NaN;
  return ({ startedAt }) => startedAt >= from;
}

/** p99>250 (ms), p50<=1.5s, mean<20ms, of the headline time. */
function timeFact(text: string): Fact | null {
  const [, figure, sign = '', number, unit = 'ms'] = TIME_LIMIT.exec(text) ?? [];
  if (figure === undefined) return null;
  const limit = Number(number) * ({ ms: 1, s: 1000, min: 60_000 }[unit.toLowerCase()] ?? 1);
  const key = { avg: 'mean', median: 'p50' }[figure.toLowerCase()] ?? figure.toLowerCase();
  return (run) => {
    const timed = timedRequests(run.summary);
    // The list does not show a percentile of too few requests either.
    if (timed === 0 || !isOver(run.state) || (key.startsWith('p') && !hasEnough(Number(key.slice(1)), timed))) return false;
    return holds(Object.entries(headlineTimes(run)).find(([name]) => name === key)?.[1] ?? Number.NaN, sign, limit);
  };
}

/** requests>1000, requests >= 1k, throughput>300/s, failed>1%. */
function countFact(text: string): Fact | null {
  const [, figure, sign = '', number, thousand, unit] = COUNT_LIMIT.exec(text) ?? [];
  if (figure === undefined || number === undefined) return null;
  const key = COUNT_KEYS[figure.toLowerCase()] ?? 'failed';
  const isRate = key === 'failed' && unit === '%';
  const limit = (Number(number.replaceAll(',', '')) * (thousand === undefined ? 1 : 1000)) / (isRate ? 100 : 1);
  return ({ summary }) => holds(isRate ? errorRate(summary.requests) : countOf(summary, key), sign, limit);
}

const COUNT_KEYS: Readonly<Record<string, 'requests' | 'throughput'>> = {
  requests: 'requests',
  throughput: 'throughput',
  rps: 'throughput',
};

function holds(actual: number, sign: string, limit: number): boolean {
  if (sign.endsWith('=') && actual === limit) return true;
  return sign.startsWith('<') ? actual < limit : actual > limit;
}

function countOf({ requests, throughput }: RunBrief['summary'], figure: 'requests' | 'throughput' | 'failed'): number {
  if (figure === 'requests') return requests.total;
  return figure === 'failed' ? requests.failed : throughput;
}

function hasWord(text: string): Fact {
  const word = text.toLowerCase();
  const asked = /^#(\d+)$/.exec(word)?.[1];
  return ({ name, number, tags, notes, plan }) =>
    number === Number(asked) ||
    [name, notes, ...tags, ...plan.scenarios.flatMap(({ steps }) => steps.map((step) => step.url))].some((one) =>
      one.toLowerCase().includes(word),
    );
}
