// Searches over the real engine and recorder, in a simulated time: only the clock and the network are not real.
import { describe, expect, test } from 'vitest';
import { capacitySettingsSchema, type CapacitySettingsInput } from '../../../shared/capacity/capacity-settings.ts';
import type { CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { capacitySentences } from '../../../shared/capacity/capacity-words.ts';
import { boundsOf } from '../../../shared/capacity/search-bounds.ts';
import { exampleSearch } from '../../../shared/capacity/test-example-search.ts';
import { exponential, randomFrom } from '../../../shared/capacity/test-targets.ts';
import { trialCells } from '../../../shared/capacity/trial-table.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { NO_FILES } from '../../engine/files/plan-files.ts';
import { NOBODY, Run } from '../../engine/run.ts';
import { QUIET_COMPUTER, planFor } from '../../engine/tests/test-run.ts';
import { SIMULATED_URL, simulatedWorld, type SimulatedResponse } from '../../engine/tests/test-simulation.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { conductLadder } from './conduct-ladder.ts';
import { conductSearch, type Conducting } from './conduct-search.ts';

type Serve = (at: number) => SimulatedResponse;

interface Log {
  elapsedMs: number;
  /** The numbers of the trials, from 1, in which this computer is too busy. */
  readonly isBusyIn?: (trial: number, second: number) => boolean | 'strained';
  readonly rests?: number[];
}

/** Each trial starts with an idle target. */
function conducting(target: () => Serve, signal: AbortSignal, log: Log): Conducting {
  let trials = 0;
  return {
    start: async (plan, watch) => {
      const serve = target();
      const { world, time } = simulatedWorld(({ at }) => serve(at));
      const options = {
        workers: 1,
        userAgent: 'Onrush/test',
        computer: QUIET_COMPUTER,
        stopAfterRefusedMs: null,
        files: NO_FILES,
      };
      trials += 1;
      const number = trials;
      const handleSnapshot = (snapshot: Snapshot): void => {
        const busy = snapshot.health !== null && (log.isBusyIn?.(number, snapshot.health.second) ?? false);
        const verdict = busy === 'strained' ? ('strained' as const) : ('suspect' as const);
        const health = snapshot.health === null || busy === false ? snapshot.health : { ...snapshot.health, verdict };
        watch.handleSnapshot({ ...snapshot, health });
      };
      const run = await Run.start(plan, options, { ...NOBODY, ...watch, handleSnapshot }, world);
      const ended = Promise.resolve()
        .then(async () => {
          while (time.step()) if (time.now % 1000 === 0) await Promise.resolve();
          return await run.ended;
        })
        .finally(() => (log.elapsedMs += time.now));
      return { id: `run ${log.elapsedMs}`, ended, stop: () => run.stop() };
    },
    handleRow: () => undefined,
    handleNow: () => undefined,
    signal,
    now: () => log.elapsedMs,
    rest: (milliseconds) => {
      log.rests?.push(milliseconds);
      log.elapsedMs += milliseconds;
      return Promise.resolve();
    },
  };
}

function rowOf(plan: PlanInput, settings: CapacitySettingsInput): CapacityRow {
  const parsed = parsePlan(plan);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return exampleSearch({ plan: parsed.value, settings: capacitySettingsSchema.parse(settings) });
}

const PLAN = planFor(SIMULATED_URL, { model: 'closed', stages: [{ duration: '1s', target: 1 }] });

/** First come, first served. */
function queue(meanMs: number, seed: number): () => Serve {
  const random = randomFrom(seed);
  const work = exponential(meanMs);
  return () => {
    let freeAt = 0;
    return (at) => {
      freeAt = Math.max(freeAt, at) + work(random);
      return { afterMs: freeAt - at };
    };
  };
}

async function search(target: () => Serve, settings: CapacitySettingsInput, plan = PLAN): Promise<CapacityRow> {
  return await conductSearch(rowOf(plan, settings), conducting(target, new AbortController().signal, { elapsedMs: 0 }));
}

test('a queue of known law is found between its bounds', async () => {
  // One at a time, 20 ms on average: p95 <= 500 ms up to 50 - ln(20) / 0.5 = 44/s.
  const row = await search(queue(20, 1), { objectives: ['p(95) <= 500ms'], precision: 'quick' });
  const { confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  expect(row.end).toBe('found');
  expect(confirmedLow?.request.rate).toBeLessThan(44);
  expect(confirmedHigh?.request.rate).toBeGreaterThan(44);
  expect(new Set(row.trials.map(({ runId }) => runId)).size).toBe(row.trials.length);
  expect(capacitySentences(row)[0]).toMatch(
    /^With Poisson arrivals this target holds at least [\d.]+ requests\/s with p95 at most 500 ms and at most 0\.1 % failed \(95 % confidence, confirmed for 1 min\)\. At [\d.]+\/s it fails: /,
  );
});

/** Allows 20/s, with bursts of 5. */
function limited(): Serve {
  let [tokens, last] = [5, 0];
  return (at) => {
    tokens = Math.min(5, tokens + ((at - last) * 20) / 1000) - 1;
    last = at;
    if (tokens >= 0) return { afterMs: 3 };
    tokens += 1;
    return { afterMs: 1, status: 429 };
  };
}

describe('a search ends at a target', () => {
  test('that never fails, at the highest allowed rate', async () => {
    const row = await search(() => () => ({ afterMs: 2 }), { objectives: ['p(99) < 50ms'], precision: 'quick', maxRate: 40 });
    expect(row.end).toBe('limited');
    expect(capacitySentences(row).join(' ')).toContain('holds at least 40 requests/s');
  });

  test('that fails at once', async () => {
    const row = await search(() => () => ({ afterMs: 5, status: 500 }), { objectives: ['p(99) < 50ms'], precision: 'quick' });
    expect(row.end).toBe('never');
    expect(capacitySentences(row)[0]).toBe('Fails already at 1/s: 100 % failed, most with 500.');
  });

  test('that responds with 429 above its own limit', async () => {
    const row = await search(limited, { objectives: ['p(99) < 50ms'], maxFailed: 0.02, precision: 'quick' });
    expect(row.end).toBe('found');
    expect(capacitySentences(row).join(' ')).toContain('got status 429: the server refuses requests above a rate that it allows');
  });

  test('that never responds', async () => {
    const row = await search(() => () => ({ afterMs: Infinity }), { objectives: ['p(99) < 50ms'], precision: 'quick' });
    expect(row.end).toBe('never');
  });
});

test('completed requests are counted when they end, so that an overload shows', async () => {
  // One at a time, 20 ms on average: no more than 50/s.
  const row = await search(queue(20, 4), { objectives: ['p(95) <= 500ms'], precision: 'quick', startRate: 80, budgetMs: 20_000 });
  const [overload] = row.trials;
  expect(overload).toMatchObject({ verdict: 'fails', request: { rate: 80 } });
  expect(overload?.figures.completed).toBeGreaterThan(35);
  expect(overload?.figures.completed).toBeLessThan(65);
});

test('a stop keeps the results so far', async () => {
  const abort = new AbortController();
  const world = conducting(queue(20, 2), abort.signal, { elapsedMs: 0 });
  const row = await conductSearch(rowOf(PLAN, { objectives: ['p(99) <= 500ms'], precision: 'quick' }), {
    ...world,
    handleRow: ({ trials }) => {
      if (trials.length === 5) abort.abort();
    },
  });
  expect(row).toMatchObject({ state: 'stopped', end: 'stopped' });
  expect(capacitySentences(row)[0]).toMatch(/^At (?:least|most) [\d.]+(?:, at most [\d.]+)? requests\/s so far\.$/);
});

describe('if this computer is too busy', () => {
  test('for a while, the trial is repeated after growing pauses until it counts', async () => {
    const rests: number[] = [];
    const log: Log = { elapsedMs: 0, isBusyIn: (trial) => trial === 2 || trial === 3, rests };
    const settings = { objectives: ['p(99) < 50ms'], precision: 'quick', maxRate: 40 } as const;
    const row = await conductSearch(
      rowOf(PLAN, { ...settings, objectives: [...settings.objectives] }),
      conducting(() => () => ({ afterMs: 2 }), new AbortController().signal, log),
    );
    expect(row.end).toBe('limited');
    expect(row.trials.map(({ verdict }) => verdict).slice(0, 4)).toEqual(['holds', 'untrusted', 'untrusted', 'holds']);
    expect(rests.slice(0, 4)).toEqual([500, 5000, 15_000, 500]);
    // The trial ended as soon as it was clear that it would not count.
    expect(row.trials[1]?.seconds).toBeLessThan(4);
    expect(capacitySentences(row).join(' ')).toContain('2 trials do not count: this computer was too busy in them.');
  });

  test('from then on, the search ends, says so and keeps its results', async () => {
    const log: Log = { elapsedMs: 0, isBusyIn: (trial) => trial > 7 };
    const row = await conductSearch(
      rowOf(PLAN, { objectives: ['p(95) <= 500ms'], precision: 'quick' }),
      conducting(queue(20, 1), new AbortController().signal, log),
    );
    expect(row).toMatchObject({ state: 'completed', end: 'generator' });
    expect(row.trials.length).toBe(11);
    expect(capacitySentences(row)[0]).toMatch(
      /^Between [\d.]+ and [\d.]+ requests\/s, not confirmed: this computer was too busy to judge more\.$/,
    );
  });

  test('for a second of a trial, no figure includes that second, and the row says so', async () => {
    // In the fifth second every request takes 200 ms, and this computer is too busy.
    const log: Log = { elapsedMs: 0, isBusyIn: (_, second) => second === 4 };
    const target = (): Serve => (at) => ({ afterMs: at >= 4000 && at < 5000 ? 200 : 2 });
    const row = await conductSearch(
      rowOf(PLAN, { objectives: ['p(99) < 50ms'], precision: 'quick', maxRate: 40 }),
      conducting(target, new AbortController().signal, log),
    );
    expect(row.end).toBe('limited');
    for (const { verdict, evidence, figures, leftOut } of row.trials) {
      expect([verdict, leftOut, evidence[0]?.missed]).toEqual(['holds', 1, 0]);
      expect(figures.p99).toBeLessThan(50);
      expect(evidence.map(({ count }) => count)).toEqual([figures.requests, figures.requests]);
    }
    expect(trialCells(row).at(-1)?.[10]).toMatch(/ s, 1 s of it left out$/);
    expect(capacitySentences(row).join(' ')).toMatch(/confirmed for 59 s\).* left out of every figure\./);
  });

  test('a little throughout, refused requests still fail a rate', async () => {
    const log: Log = { elapsedMs: 0, isBusyIn: () => 'strained' };
    const row = await conductSearch(
      rowOf(PLAN, { objectives: ['p(90) < 50ms'], maxFailed: 0.02, precision: 'quick' }),
      conducting(limited, new AbortController().signal, log),
    );
    expect(row.end).toBe('found');
    expect(row.trials.map(({ verdict }) => verdict)).not.toContain('untrusted');
  });

  test('a target whose requests all fail is still said to fail', async () => {
    const row = await conductSearch(
      rowOf(PLAN, { objectives: ['p(99) < 50ms'], precision: 'quick' }),
      conducting(() => () => ({ afterMs: 1, status: 429 }), new AbortController().signal, { elapsedMs: 0, isBusyIn: () => true }),
    );
    expect(row.end).toBe('never');
    expect(capacitySentences(row)[0]).toBe('Fails already at 1/s: 100 % failed, most with 429.');
  });

  test('a rate of a ladder does not count', async () => {
    const log: Log = { elapsedMs: 0, isBusyIn: () => true };
    const ladder = await conductLadder(
      { ...rowOf(PLAN, { objectives: ['p(95) <= 500ms'] }), kind: 'ladder', ceiling: 50 },
      { rates: [5, 40], eachMs: 4000 },
      conducting(() => () => ({ afterMs: 2 }), new AbortController().signal, log),
    );
    expect(ladder.trials.map(({ verdict }) => verdict)).toEqual(['untrusted', 'untrusted']);
    expect(capacitySentences(ladder).join(' ')).toContain(
      'This computer can send 50/s. From 40/s on, the ladder asks for more than 0.7 of that, so this computer may be the limit there, and not the target.',
    );
  });
});

test('a journey is judged by its own time, and counted in journeys', async () => {
  const steps = [
    { name: 'one', url: SIMULATED_URL },
    { name: 'two', url: SIMULATED_URL },
  ];
  const plan = { ...PLAN, scenarios: [{ steps }] };
  const row = await search(() => () => ({ afterMs: 30 }), { objectives: ['journey p95 < 50ms'], precision: 'quick' }, plan);
  expect(row.end).toBe('never');
  expect(row.trials[0]?.evidence[0]).toMatchObject({ missed: row.trials[0]?.evidence[0]?.count });
});

test('a ladder is one run with a row for each of its rates', async () => {
  const log = { elapsedMs: 0 };
  const first = { ...rowOf(PLAN, { objectives: ['p(95) <= 500ms'] }), kind: 'ladder' as const };
  const row = await conductLadder(
    first,
    { rates: [5, 20, 80], eachMs: 40_000 },
    conducting(queue(20, 3), new AbortController().signal, log),
  );
  expect(row.state).toBe('completed');
  expect(row.trials.map(({ request, verdict }) => [request.rate, verdict]).slice(1)).toEqual([
    [20, 'holds'],
    [80, 'fails'],
  ]);
  expect(new Set(row.trials.map(({ runId }) => runId)).size).toBe(1);
});
