import { expect, test } from 'vitest';
import { prometheusOf } from './prometheus-arguments.ts';

const SERVER = 'http://127.0.0.1:9090';

test.each([
  ['CPU of the database=rate(cpu{job="db"}[1m])', 'CPU of the database', 'rate(cpu{job="db"}[1m])'],
  ['rate(cpu{job="db"}[1m])', 'rate(cpu{job="db"}[1m])', 'rate(cpu{job="db"}[1m])'],
  ['up == 1', 'up == 1', 'up == 1'],
  ['a != 1', 'a != 1', 'a != 1'],
  ['x = up', 'x', 'up'],
])('%s', (text, name, query) => {
  expect(prometheusOf({ seriesProm: SERVER, query: [text] })).toEqual({ url: SERVER, queries: [{ name, query }] });
});

test('a server without a query, a query without a server and an invalid address are refused', () => {
  expect(prometheusOf({})).toBeNull();
  expect(() => prometheusOf({ seriesProm: SERVER })).toThrow('--series-prom: say what to ask for');
  expect(() => prometheusOf({ query: ['up'] })).toThrow('--query is sent to a Prometheus server');
  expect(() => prometheusOf({ seriesProm: 'localhost:9090', query: ['up'] })).toThrow('is not an address');
});
