// Whether the load generator itself distorted its measurements: one verdict per second, and one for a whole run. Pure.
import { formatSpan, formatTime } from './format.ts';

export type HealthVerdict = 'trusted' | 'strained' | 'suspect';
/** The possible causes of a verdict. */
const CAUSES = ['cpu', 'backlog', 'starts', 'event_loop', 'thread', 'sockets', 'ports'] as const;
export type HealthCause = (typeof CAUSES)[number];

export const HEALTH_LABEL: Readonly<Record<HealthVerdict, string>> = {
  trusted: 'Trusted',
  strained: 'Strained',
  suspect: 'Suspect',
};

/**
 * A second is strained if the 99th percentile of the delay in ms exceeds the first limit, and suspect if it exceeds the second;
 * but only if the delay is also that share of what was measured: 3 ms are nothing for a response of 4 s, but half of one of 6 ms.
 */
export const STRAINED_FROM_MS = 2;
export const SUSPECT_BEYOND_MS = 10;
const STRAINED_FROM_SHARE = 0.1;
const SUSPECT_BEYOND_SHARE = 0.5;
/** The backlog may grow for this many seconds in a row while virtual users are free. */
const GROWTH_PATIENCE = 3;
/** It grows if it gains more than this share of what fell due: then less than 99 % of the load was started. */
const GROWTH_SHARE = 0.01;
const GROWTH_AT_LEAST = 5;
const CPU_USED_UP = 95;
const SOCKETS_USED_UP = 0.95;
const FEW_PORTS = 500;
/** If more than this share of its seconds is suspect, the whole run is. */
const SUSPECT_SHARE = 0.05;

/** Null means that a figure could not be measured here. Times are in ms. */
export interface HealthFigures {
  /** How late the pacer started iterations, start minus due time; null if nothing has its own due time. */
  readonly latenessP50: number | null;
  readonly latenessP99: number | null;
  /** How late the timers of the latest sending thread were: responses that arrived meanwhile were read late. */
  readonly eventLoopP99: number | null;
  /** The value to which delays are compared: the median service time of the second; null if nothing ended or waited. */
  readonly measuredMs: number | null;
  /** The share of all cores that this process used. */
  readonly cpuPercent: number | null;
  /** The share of one core that the busiest sending thread used. */
  readonly threadPercent: number | null;
  /** The number of sending threads, and which of them started latest and which was busiest, from 1, or null. */
  readonly threads: number;
  readonly latestThread: number | null;
  readonly busiestThread: number | null;
  readonly sockets: number;
  /** How many files this process may open. */
  readonly socketLimit: number | null;
  readonly freePorts: number | null;
  /** How many iterations were due but not started at the end of the second. */
  readonly backlog: number;
}

export interface HealthSecond extends HealthFigures {
  /** The first second of the run is 0. */
  readonly second: number;
  readonly verdict: HealthVerdict;
  readonly cause: HealthCause;
  readonly reason: string;
}

export type Judgement = Pick<HealthSecond, 'verdict' | 'cause' | 'reason'>;

/** `growingFor` is for how many seconds in a row the backlog has grown while virtual users were free; see `isGrowing`. */
export function judgeHealth(figures: HealthFigures, growingFor: number): Judgement {
  const { cpuPercent } = figures;
  const { delay, cause } = delayOf(figures);
  const measured = figures.measuredMs ?? 0;
  const isSpoiled = delay >= Math.max(STRAINED_FROM_MS, measured * STRAINED_FROM_SHARE);
  const what = cause === 'starts' ? 'Starts' : 'Reading responses';
  const who = whichThread(figures, figures.latestThread);
  if (cpuPercent !== null && cpuPercent >= CPU_USED_UP) {
    return { verdict: 'suspect', cause: 'cpu', reason: `This computer used all its CPU (${Math.round(cpuPercent)} %).` };
  }
  if (delay > Math.max(SUSPECT_BEYOND_MS, measured * SUSPECT_BEYOND_SHARE))
    return { verdict: 'suspect', cause, reason: `${what} up to ${formatTime(delay)} late (p99${who}).` };
  if (growingFor >= GROWTH_PATIENCE) {
    const reason = `More and more arrivals waited for ${growingFor} s, though virtual users were free.`;
    return { verdict: 'suspect', cause: 'backlog', reason };
  }
  if (isSpoiled) return { verdict: 'strained', cause, reason: `${what} up to ${formatTime(delay)} late (p99${who}).` };
  return judgeLimits(figures) ?? { verdict: 'trusted', cause, reason: `${what} at most ${formatTime(delay)} late (p99).` };
}

/** Limits that are almost reached, although nothing was late yet. */
function judgeLimits(figures: HealthFigures): Judgement | null {
  const { threadPercent, sockets, socketLimit, freePorts } = figures;
  if (threadPercent !== null && threadPercent >= CPU_USED_UP) {
    return {
      verdict: 'strained',
      cause: 'thread',
      reason: `A sending thread was busy all the time${whichThread(figures, figures.busiestThread)}: it may be the limit, not the server.`,
    };
  }
  if (socketLimit !== null && sockets >= socketLimit * SOCKETS_USED_UP) {
    return {
      verdict: 'strained',
      cause: 'sockets',
      reason: `${sockets} of ${socketLimit} sockets were open: connections may fail here.`,
    };
  }
  if (freePorts !== null && freePorts < FEW_PORTS) {
    return { verdict: 'strained', cause: 'ports', reason: `Only ${freePorts} local ports were free: connections may fail here.` };
  }
  return null;
}

/** ", thread 2 of 4"; empty if there is only one thread. */
function whichThread({ threads }: HealthFigures, thread: number | null): string {
  return threads > 1 && thread !== null ? `, thread ${thread} of ${threads}` : '';
}

/** Arrivals wait although a virtual user is free: that is caused by the load generator, never by the server. */
export function isGrowing(before: number, now: number, due: number, hasFreeUsers: boolean): boolean {
  return hasFreeUsers && now - before > Math.max(GROWTH_AT_LEAST, due * GROWTH_SHARE);
}

/** The seconds of a run by their verdict, and the verdict on the run. */
export interface GeneratorSummary {
  readonly trusted: number;
  readonly strained: number;
  readonly suspect: number;
  /** The 99th percentile of the worst second in ms; null if nothing was measured. */
  readonly worstLatenessP99: number | null;
  readonly worstEventLoopP99: number | null;
  /** How many seconds were not trusted, by the cause of their verdict. */
  readonly causes: Partial<Record<HealthCause, number>>;
  /** Null if the run was too short to measure a second. */
  readonly verdict: HealthVerdict | null;
  readonly reason: string;
}

export const NOT_MEASURED: GeneratorSummary = {
  trusted: 0,
  strained: 0,
  suspect: 0,
  worstLatenessP99: null,
  worstEventLoopP99: null,
  causes: {},
  verdict: null,
  reason: 'Not measured: the run was too short.',
};

export function addHealth(before: GeneratorSummary, second: HealthSecond): GeneratorSummary {
  const { verdict, cause } = second;
  const causes = verdict === 'trusted' ? before.causes : { ...before.causes, [cause]: (before.causes[cause] ?? 0) + 1 };
  const counted = { ...before, [verdict]: before[verdict] + 1, causes };
  const next = {
    ...counted,
    worstLatenessP99: worst(before.worstLatenessP99, second.latenessP99),
    worstEventLoopP99: worst(before.worstEventLoopP99, second.eventLoopP99),
  };
  const overall = verdictOf(next);
  return { ...next, verdict: overall, reason: reasonOf(next, overall) };
}

/** The second that says more about a period: the less trusted one, otherwise the later one. */
export function worseHealth(a: HealthSecond | null, b: HealthSecond | null): HealthSecond | null {
  if (a === null || b === null) return a ?? b;
  const difference = RANK[a.verdict] - RANK[b.verdict];
  if (difference !== 0) return difference > 0 ? a : b;
  return delayOf(a).delay >= delayOf(b).delay ? a : b;
}

const RANK: Readonly<Record<HealthVerdict, number>> = { trusted: 0, strained: 1, suspect: 2 };

/** In ms, the larger of the delays of starting and reading; null if neither was measured. */
export function worstDelay({ latenessP99, eventLoopP99 }: Pick<HealthFigures, 'latenessP99' | 'eventLoopP99'>): number | null {
  return worst(latenessP99, eventLoopP99);
}

export function worseVerdict(a: HealthVerdict | null, b: HealthVerdict | null): HealthVerdict | null {
  if (a === null || b === null) return a ?? b;
  return RANK[a] >= RANK[b] ? a : b;
}

/** A thread that stalls starts nothing on time and reads no response on time, so the larger delay counts in every load model. */
function delayOf({ latenessP99, eventLoopP99 }: HealthFigures): { readonly delay: number; readonly cause: HealthCause } {
  const reading = eventLoopP99 ?? 0;
  const isByStarts = latenessP99 !== null && (latenessP99 >= reading || reading < STRAINED_FROM_MS);
  return isByStarts ? { delay: latenessP99, cause: 'starts' } : { delay: reading, cause: 'event_loop' };
}

type Counted = Omit<GeneratorSummary, 'verdict' | 'reason'>;

function verdictOf({ trusted, strained, suspect }: Counted): HealthVerdict {
  if (suspect > (trusted + strained + suspect) * SUSPECT_SHARE) return 'suspect';
  return strained + suspect > 0 ? 'strained' : 'trusted';
}

/** "Strained for 2 s: starts up to 38 ms late (p99). These seconds are hatched; response times in them are too long." */
function reasonOf(counted: Counted, verdict: HealthVerdict): string {
  const { worstLatenessP99, worstEventLoopP99, strained, suspect } = counted;
  const cause = mainCause(counted);
  const isTimed = worstLatenessP99 !== null && (verdict === 'trusted' || cause !== 'event_loop');
  const late = formatTime((isTimed ? worstLatenessP99 : worstEventLoopP99) ?? 0);
  if (verdict === 'trusted') return `Trusted: ${isTimed ? 'starts' : 'reading responses'} at most ${late} late (p99).`;
  const spoiled = strained + suspect;
  const length = formatSpan(spoiled * 1000);
  const words = causeWords(cause, late);
  if (verdict === 'suspect') return `Suspect: ${words} for ${formatSpan(suspect * 1000)}. Do not compare this run.`;
  const hatched = spoiled === 1 ? 'This second is hatched' : 'These seconds are hatched';
  return `Strained for ${length}: ${words}. ${hatched}; ${isTimed ? 'response times' : 'times'} in ${spoiled === 1 ? 'it' : 'them'} are too long.`;
}

function mainCause({ causes }: Counted): HealthCause {
  return CAUSES.toSorted((a, b) => (causes[b] ?? 0) - (causes[a] ?? 0))[0] ?? 'starts';
}

function causeWords(cause: HealthCause, late: string): string {
  switch (cause) {
    case 'starts':
      return `starts up to ${late} late (p99)`;
    case 'event_loop':
      return `this computer was busy and read responses up to ${late} late (p99)`;
    case 'backlog':
      return 'arrivals waited though virtual users were free';
    case 'cpu':
      return 'this computer used all its CPU';
    case 'thread':
      return 'a sending thread was busy all the time';
    case 'sockets':
      return 'nearly all sockets were open';
    case 'ports':
      return 'almost no local port was free';
  }
}

function worst(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
