// Twelve hours of users who share HTTP/2 connections, in simulated time, against a server that now and then resets every response,
// says GOAWAY, changes its settings, breaks off or falls silent; and the numbers of streams run out: nothing may be left over.
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { MOST_STREAM } from '../http/http2/frames.ts';
import { startSoakServer, type Behaviour } from './test-soak-server.ts';
import { SoakUsers } from './test-soak-users.ts';

const HOURS = 12;
const ROUND_MS = 20_000;
const ROUNDS = (HOURS * 3_600_000) / ROUND_MS;
const USERS = 10;
const CONNECTIONS = 2;
/** A connection carries this many requests until its numbers run out. */
const NUMBERS = 100;
const FIRST_STREAM = MOST_STREAM - 2 * (NUMBERS - 1);
const SILENT_EVERY = 89;

const collect = ((): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

/** What happens in a round, by its number. The periods have no common factor, so that the events meet in every way. */
const isRound = (round: number, every: number): boolean => round % every === every - 1;

function behaviourIn(round: number): Behaviour {
  if (isRound(round, 53)) return 'reset';
  if (isRound(round, 97)) return 'goaway';
  if (isRound(round, 131)) return 'break';
  return isRound(round, SILENT_EVERY) ? 'silent' : 'respond';
}

async function heldBytes(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const handles = (): number => process.getActiveResourcesInfo().filter((kind) => /TCP|Pipe|Timeout/.test(kind)).length;

test('twelve hours leave nothing over', { timeout: 300_000 }, async () => {
  const warnings: string[] = [];
  const noteWarning = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', noteWarning);
  const before = handles();
  const server = await startSoakServer();
  const users = new SoakUsers(server.url, { users: USERS, connections: CONNECTIONS, firstStream: FIRST_STREAM });
  const held: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    server.behave(behaviourIn(round));
    if (isRound(round, 7)) server.offer(1 + (round % 40), (round * 7919) % 100_000);
    if (isRound(round, 11)) server.ping();
    await users.sendAll(round, { areSilenced: behaviourIn(round) === 'silent' });
    // A minute without a request closes the connections.
    users.pass(isRound(round, 61) ? 90_000 : ROUND_MS);
    if (isRound(round, ROUNDS / 4)) held.push(await heldBytes());
  }
  const { openSessions, openStreams, lastStream, resets } = server.counts();
  expect({ openStreams, lastStream, isShared: openSessions <= CONNECTIONS }).toEqual({
    openStreams: 0,
    lastStream: MOST_STREAM,
    isShared: true,
  });
  users.close();
  await expect.poll(() => server.counts().openSessions).toBe(0);
  await server.close();
  await expect.poll(handles).toBe(before);
  process.off('warning', noteWarning);
  // Node warns of the eleventh listener of a socket.
  expect(warnings).toEqual([]);

  const { ok = 0, h2 = 0, timeout = 0, closed = 0, ...others } = users.outcomes;
  expect(others).toEqual({});
  expect(ok + h2 + timeout + closed).toBe(ROUNDS * USERS);
  expect(timeout).toBe(USERS * Math.floor(ROUNDS / SILENT_EVERY));
  expect(h2).toBeGreaterThanOrEqual(resets);
  expect(ok).toBeGreaterThan(ROUNDS * USERS * 0.9);
  const [first = 0, , , last = Infinity] = held;
  // One small object for each request would be more by then.
  expect(last - first).toBeLessThan(600_000);
});
