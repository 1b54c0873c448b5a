// Simulated runs for calibrating the intervals: a server whose times drift, so that neighbours are similar.
import { headlineOf } from '../../shared/summary.ts';
import type { Measured } from './compare-pair.ts';
import { seededIndex } from './random.ts';
import { figuresOfDraw, wholeDraw } from './unit-figures.ts';
import { SPANS_FROM_REQUESTS, SpanUnits, unitsOfEach, type Request } from './units.ts';

export interface SimulatedLoad {
  readonly model: 'open' | 'closed' | 'iterations';
  readonly requests: number;
  /** How long the server keeps its speed, in ms; 0 means that each request is independent. */
  readonly driftMs: number;
  /** 1 is the usual server, 1.1 one that is 10 % slower. */
  readonly slowness: number;
  /** The share of requests that fail. */
  readonly failing?: number;
}

const USUAL_MS = 20;
const OPEN_FOR_MS = 20_000;
const VUS = 10;

/** Random values that are the same for the same seed. */
export interface Chance {
  readonly normal: () => number;
  /** True in that share of the calls. */
  readonly happens: (share: number) => boolean;
}

export function seededChance(seed: number): Chance {
  const random = seededIndex(seed);
  const unit = (): number => (random(2 ** 32) + 0.5) / 2 ** 32;
  return {
    normal: () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
    happens: (share) => unit() < share,
  };
}

export function simulate(load: SimulatedLoad, chance: Chance): Measured {
  const requests = load.model === 'open' ? openRequests(load, chance) : pacedRequests(load, chance);
  const durationMs = Math.max(...requests.map(({ endedAt }) => endedAt));
  const spans = new SpanUnits(0, durationMs);
  for (const request of requests) spans.add(request);
  const units = requests.length < SPANS_FROM_REQUESTS ? unitsOfEach(requests) : spans.toUnits();
  return {
    units,
    figures: figuresOfDraw(units, wholeDraw(units)),
    requests: requests.length,
    failed: requests.filter(({ isFailed }) => isFailed).length,
    durationMs,
    headline: headlineOf(load.model),
    isQueue: load.model === 'iterations',
    loadKey: load.model === 'iterations' ? null : load.model,
  };
}

function openRequests(load: SimulatedLoad, chance: Chance): Request[] {
  const server = driftingServer(load, chance);
  return Array.from({ length: load.requests }, (_, at) => {
    const dueAt = (at * OPEN_FOR_MS) / load.requests;
    return requestAt(dueAt, dueAt, server(dueAt), load, chance);
  });
}

/** Each virtual user sends as soon as it is free. */
function pacedRequests(load: SimulatedLoad, chance: Chance): Request[] {
  const server = driftingServer(load, chance);
  const freeAt = Array.from({ length: VUS }, () => 0);
  return Array.from({ length: load.requests }, () => {
    const sentAt = Math.min(...freeAt);
    const request = requestAt(load.model === 'iterations' ? 0 : sentAt, sentAt, server(sentAt), load, chance);
    freeAt[freeAt.indexOf(sentAt)] = request.endedAt;
    return request;
  });
}

/** An Ornstein-Uhlenbeck process on the logarithm of the times, plus noise for each request. */
function driftingServer({ driftMs, slowness }: SimulatedLoad, { normal }: Chance): (at: number) => number {
  let state = normal();
  let before = 0;
  return (at) => {
    const kept = driftMs === 0 ? 0 : Math.exp(-(at - before) / driftMs);
    before = at;
    state = kept * state + Math.sqrt(1 - kept * kept) * normal();
    return slowness * USUAL_MS * Math.exp(0.05 * state + 0.2 * normal());
  };
}

function requestAt(dueAt: number, sentAt: number, tookMs: number, { failing = 0 }: SimulatedLoad, chance: Chance): Request {
  return { dueAt, sentAt, endedAt: sentAt + tookMs, isFailed: chance.happens(failing) };
}
