// A journey is pure: its inputs determine its outputs.
import { expect, test } from 'vitest';
import type { RequestTemplate } from '../http/request-template.ts';
import { Journey, type Itinerary, type Move } from './journey.ts';

const FAULT = { outcome: 'timeout', code: '', message: 'too late' } as const;

function request(step: number, path: string): RequestTemplate {
  const place = { origin: 'http://127.0.0.1:8080', hostname: '127.0.0.1', port: 8080, secure: false };
  return { step, ...place, method: 'GET', path, headers: [], body: null, isShared: true };
}

function itineraryOf(...moves: readonly (RequestTemplate | number)[]): Itinerary {
  return {
    weight: 1,
    cookies: 'off',
    pacingMs: 0,
    preparation: null,
    moves: moves.map((one): Move =>
      typeof one === 'number' ? { kind: 'pause', pauseMs: one } : { kind: 'request', request: one },
    ),
  };
}

function begun(itinerary: Itinerary, followRedirects = 0): Journey {
  const journey = new Journey({ followRedirects, mayReach: (hostname) => hostname !== 'elsewhere', tools: null });
  journey.begin(itinerary);
  return journey;
}

const OK = { status: 200, location: null };

function pathOf(move: Move): string | null {
  return move.kind === 'request' ? move.request.path : null;
}

test('the steps come in their order with any result, and then the end', () => {
  const journey = begun(itineraryOf(request(0, '/a'), request(1, '/b')));
  expect(pathOf(journey.next())).toBe('/a');
  // A second call before the response returns the same.
  expect(pathOf(journey.next())).toBe('/a');
  expect(journey.receive({ status: 0, location: null }, FAULT)).toBe(FAULT);
  expect(pathOf(journey.next())).toBe('/b');
  expect(journey.receive(OK, null)).toBeNull();
  expect([journey.isOver, journey.next().kind]).toEqual([true, 'end']);
});

test('a pause is given once, between two steps or at either end', () => {
  const journey = begun(itineraryOf(5, request(0, '/a'), 250));
  expect(journey.next()).toEqual({ kind: 'pause', pauseMs: 5 });
  expect(pathOf(journey.next())).toBe('/a');
  journey.receive(OK, null);
  expect(journey.isOver).toBe(false);
  expect(journey.next()).toEqual({ kind: 'pause', pauseMs: 250 });
  expect(journey.isOver).toBe(true);
});

test('a redirect is one more request of the same step, and the next step has all its hops again', () => {
  const journey = begun(itineraryOf(request(0, '/a'), request(1, '/b')), 1);
  expect(journey.receive({ status: 302, location: '/x' }, null)).toBeNull();
  const hop = journey.next();
  expect(hop.kind === 'request' ? [hop.request.step, hop.request.path] : hop.kind).toEqual([0, '/x']);
  expect(journey.receive({ status: 302, location: '/y' }, null)?.code).toBe('REDIRECT_LIMIT');
  expect(pathOf(journey.next())).toBe('/b');
  expect(journey.receive({ status: 302, location: '/z' }, null)).toBeNull();
  expect(pathOf(journey.next())).toBe('/z');
});

test('a redirect to a host that may not be reached is a fault, and one that failed on the way is not followed', () => {
  const journey = begun(itineraryOf(request(0, '/a'), request(1, '/b')), 5);
  expect(journey.receive({ status: 302, location: 'http://elsewhere/' }, null)?.code).toBe('REDIRECT_HOST');
  expect(pathOf(journey.next())).toBe('/b');
  expect(journey.receive({ status: 302, location: '/x' }, FAULT)).toBe(FAULT);
  expect(journey.isOver).toBe(true);
});

test('a journey begins again whatever remained of the one before', () => {
  const itinerary = itineraryOf(request(0, '/a'), request(1, '/b'));
  const journey = begun(itinerary, 3);
  journey.receive({ status: 302, location: '/x' }, null);
  journey.begin(itinerary);
  expect(pathOf(journey.next())).toBe('/a');
});
