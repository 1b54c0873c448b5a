import { expect, test } from 'vitest';
import { exampleHealth } from './test-example-run.ts';
import { addHealth, isGrowing, judgeHealth, NOT_MEASURED, worseHealth, type HealthFigures, type HealthSecond } from './health.ts';

const TIMED: Partial<HealthFigures> = { latenessP50: 0.5, latenessP99: 0.8, eventLoopP99: 1 };
const UNTIMED: Partial<HealthFigures> = { latenessP50: null, latenessP99: null, eventLoopP99: 1 };

test.each<[string, Partial<HealthFigures>, number, Pick<HealthSecond, 'verdict' | 'cause'>]>([
  ['starts on time', TIMED, 0, { verdict: 'trusted', cause: 'starts' }],
  ['starts just under 2 ms late', { ...TIMED, latenessP99: 1.99 }, 0, { verdict: 'trusted', cause: 'starts' }],
  ['starts 2 ms late', { ...TIMED, latenessP99: 2 }, 0, { verdict: 'strained', cause: 'starts' }],
  ['starts 10 ms late', { ...TIMED, latenessP99: 10 }, 0, { verdict: 'strained', cause: 'starts' }],
  ['starts later than 10 ms', { ...TIMED, latenessP99: 10.1 }, 0, { verdict: 'suspect', cause: 'starts' }],
  ['a late event loop under timely starts', { ...TIMED, eventLoopP99: 30 }, 0, { verdict: 'suspect', cause: 'event_loop' }],
  [
    'a stall of 400 ms on responses of 100 ms',
    { ...TIMED, eventLoopP99: 395, measuredMs: 100 },
    0,
    { verdict: 'suspect', cause: 'event_loop' },
  ],
  [
    'starts 2.9 ms late on responses of 4 s',
    { ...TIMED, latenessP99: 2.9, measuredMs: 4000 },
    0,
    { verdict: 'trusted', cause: 'starts' },
  ],
  [
    'starts 2.9 ms late on responses of 20 ms',
    { ...TIMED, latenessP99: 2.9, measuredMs: 20 },
    0,
    { verdict: 'strained', cause: 'starts' },
  ],
  [
    'starts 30 ms late on responses of 200 ms',
    { ...TIMED, latenessP99: 30, measuredMs: 200 },
    0,
    { verdict: 'strained', cause: 'starts' },
  ],
  [
    'starts 30 ms late on responses of 50 ms',
    { ...TIMED, latenessP99: 30, measuredMs: 50 },
    0,
    { verdict: 'suspect', cause: 'starts' },
  ],
  [
    'starts 5 ms late and nothing to set it against',
    { ...TIMED, latenessP99: 5, measuredMs: null },
    0,
    { verdict: 'strained', cause: 'starts' },
  ],
  ['no due times, event loop on time', UNTIMED, 0, { verdict: 'trusted', cause: 'event_loop' }],
  ['no due times, event loop 5 ms late', { ...UNTIMED, eventLoopP99: 5 }, 0, { verdict: 'strained', cause: 'event_loop' }],
  ['no due times, event loop 400 ms late', { ...UNTIMED, eventLoopP99: 400 }, 0, { verdict: 'suspect', cause: 'event_loop' }],
  ['nothing measured at all', { ...UNTIMED, eventLoopP99: null }, 0, { verdict: 'trusted', cause: 'event_loop' }],
  ['a backlog that grew for two seconds', TIMED, 2, { verdict: 'trusted', cause: 'starts' }],
  ['a backlog that grew for three seconds', TIMED, 3, { verdict: 'suspect', cause: 'backlog' }],
  ['a large backlog that does not grow', { ...TIMED, backlog: 9000 }, 0, { verdict: 'trusted', cause: 'starts' }],
  ['all CPU used', { ...TIMED, cpuPercent: 97 }, 0, { verdict: 'suspect', cause: 'cpu' }],
  ['much CPU used', { ...TIMED, cpuPercent: 90 }, 0, { verdict: 'trusted', cause: 'starts' }],
  ['a busy sending thread', { ...UNTIMED, threadPercent: 99 }, 0, { verdict: 'strained', cause: 'thread' }],
  ['nearly all sockets open', { ...TIMED, sockets: 1000, socketLimit: 1024 }, 0, { verdict: 'strained', cause: 'sockets' }],
  ['few local ports', { ...TIMED, freePorts: 12 }, 0, { verdict: 'strained', cause: 'ports' }],
])('%s', (_, figures, growingFor, expected) => {
  expect(judgeHealth(exampleHealth(figures), growingFor)).toMatchObject(expected);
});

test.each([
  ['waiting for the server', 0, 500, 100, false, false],
  ['free users, but no more than a tick', 0, 4, 100, true, false],
  ['free users and a hundredth of a high rate', 0, 300, 30_000, true, false],
  ['free users and more than that', 0, 301, 30_000, true, true],
  ['shrinking', 500, 100, 100, true, false],
])('a growing backlog is judged: %s', (_, before, now, due, hasFreeUsers, expected) => {
  expect(isGrowing(before, now, due, hasFreeUsers)).toBe(expected);
});

test('the reasons are about one second', () => {
  expect(judgeHealth(exampleHealth({ latenessP99: 0.4 }), 0).reason).toBe('Starts at most 0.40 ms late (p99).');
  expect(judgeHealth(exampleHealth({ latenessP99: 38 }), 0).reason).toBe('Starts up to 38.0 ms late (p99).');
  expect(judgeHealth(exampleHealth({ latenessP99: 38, threads: 4, latestThread: 2 }), 0).reason).toBe(
    'Starts up to 38.0 ms late (p99, thread 2 of 4).',
  );
  expect(judgeHealth(exampleHealth({ threadPercent: 99, threads: 2, busiestThread: 1 }), 0).reason).toBe(
    'A sending thread was busy all the time, thread 1 of 2: it may be the limit, not the server.',
  );
  expect(judgeHealth(exampleHealth(), 4).reason).toBe('More and more arrivals waited for 4 s, though virtual users were free.');
});

function runOf(...seconds: Partial<HealthSecond>[]): ReturnType<typeof addHealth> {
  return seconds.map((second) => exampleHealth(second)).reduce(addHealth, NOT_MEASURED);
}

const fine = Array.from({ length: 40 }, () => ({}));

test('a run without a measured second says so', () => {
  expect(runOf()).toMatchObject({ verdict: null, reason: 'Not measured: the run was too short.' });
});

test('a run of trusted seconds is trusted', () => {
  expect(runOf({ latenessP99: 0.4 }, { latenessP99: 0.3 })).toMatchObject({
    trusted: 2,
    strained: 0,
    suspect: 0,
    worstLatenessP99: 0.4,
    verdict: 'trusted',
    reason: 'Trusted: starts at most 0.40 ms late (p99).',
  });
});

test('strained seconds are counted and named', () => {
  const strained = { verdict: 'strained', cause: 'starts', latenessP99: 8 } as const;
  expect(runOf(...fine, strained, { ...strained, verdict: 'suspect', latenessP99: 38 })).toMatchObject({
    trusted: 40,
    strained: 1,
    suspect: 1,
    verdict: 'strained',
    reason: 'Strained for 2 s: starts up to 38.0 ms late (p99). These seconds are hatched; response times in them are too long.',
  });
});

test('a run with more than one suspect second in twenty is suspect', () => {
  const suspect = { verdict: 'suspect', cause: 'cpu' } as const;
  expect(runOf(...fine, suspect, suspect).verdict).toBe('strained');
  expect(runOf(...fine, suspect, suspect, suspect)).toMatchObject({
    verdict: 'suspect',
    reason: 'Suspect: this computer used all its CPU for 3 s. Do not compare this run.',
  });
});

test('without due times the event loop decides', () => {
  const untimed = { latenessP50: null, latenessP99: null, eventLoopP99: 5, verdict: 'strained', cause: 'event_loop' } as const;
  expect(runOf(untimed).reason).toBe(
    'Strained for 1 s: this computer was busy and read responses up to 5.00 ms late (p99). This second is hatched; times in it are too long.',
  );
});

test('the less trusted one of two seconds counts for both', () => {
  const trusted = exampleHealth({ latenessP99: 1.9 });
  const strained = exampleHealth({ verdict: 'strained', latenessP99: 2.5 });
  const later = exampleHealth({ verdict: 'strained', latenessP99: 4 });
  expect(worseHealth(null, null)).toBeNull();
  expect(worseHealth(trusted, null)).toBe(trusted);
  expect(worseHealth(trusted, strained)).toBe(strained);
  expect(worseHealth(later, strained)).toBe(later);
});
