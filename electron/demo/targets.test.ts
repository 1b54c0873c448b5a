import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import { startDemoTargets, type DemoTargets } from './targets.ts';

let targets: DemoTargets;

beforeAll(async () => {
  targets = await startDemoTargets();
});

afterAll(() => targets.close());

async function fetchTimed(url: string): Promise<{ text: string; endedAt: number }> {
  const response = await fetch(url);
  const text = await response.text();
  return { text, endedAt: performance.now() };
}

test('a response is ten lines with rising times', async () => {
  const { text } = await fetchTimed(targets.asyncUrl);
  const lines = text.trim().split('\r\n');
  expect(lines).toHaveLength(10);
  const times = lines.map((line) => Date.parse(line.split(',')[1] ?? ''));
  for (let at = 1; at < times.length; at += 1) expect(times[at] ?? 0).toBeGreaterThan(times[at - 1] ?? 0);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(850);
});

test('the asynchronous target serves two at once, the blocking one after the other', async () => {
  const overlap = async (url: string): Promise<number> => {
    const ends = await Promise.all([fetchTimed(url), fetchTimed(url)]);
    const [a = 0, b = 0] = ends.map(({ endedAt }) => endedAt);
    return Math.abs(a - b);
  };
  const [concurrent, blocking] = await Promise.all([overlap(targets.asyncUrl), overlap(targets.blockingUrl)]);
  expect(concurrent).toBeLessThan(500);
  expect(blocking).toBeGreaterThan(1000);
});

test('a client that goes away does not hold up the next one', async () => {
  const leaving = new AbortController();
  const left = fetch(targets.blockingUrl, { signal: leaving.signal })
    .then((response) => response.text())
    .catch(() => 'left');
  setTimeout(() => leaving.abort(), 100);
  const startedAt = performance.now();
  const { endedAt } = await fetchTimed(targets.blockingUrl);
  expect(await left).toBe('left');
  expect(endedAt - startedAt).toBeLessThan(1900);
});

test('any other path lists the available ones', async () => {
  const response = await fetch(new URL('/', targets.asyncUrl));
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('/async.csv');
});

test('a port that is in use is named', async () => {
  await expect(startDemoTargets(targets.port)).rejects.toThrow(UserError);
  await expect(startDemoTargets(targets.port)).rejects.toThrow(`Port ${targets.port} is already in use`);
});
