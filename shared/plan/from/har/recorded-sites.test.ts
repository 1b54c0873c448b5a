// What belongs to a journey beside the requests of its main site, and what a recording says of its times.
import { expect, test } from 'vitest';
import { imported, made } from '../imported/test-import.ts';
import { entry, har } from './test-recording.ts';

test("a login at another site and a service that is called with the user's identity are part of the journey", () => {
  const text = har(
    entry('https://shop.test/', { type: 'text/html', resource: 'document' }),
    entry('https://shop.test/login', {
      status: 302,
      resource: 'document',
      location: 'https://id.login.example/authorize?client=shop',
    }),
    entry('https://id.login.example/authorize?client=shop', { type: 'text/html', resource: 'document' }),
    entry('https://id.login.example/authorize', {
      method: 'POST',
      status: 302,
      resource: 'document',
      location: 'https://shop.test/callback?code=1',
    }),
    entry('https://api.service.example/me', { resource: 'fetch', headers: [['Authorization', 'Bearer abc']] }),
    entry('https://ads.other.example/bid', { method: 'POST', resource: 'fetch' }),
  );
  expect(imported(text).scenarios[0]?.requests.map(({ leftAside }) => leftAside)).toEqual([
    null,
    null,
    null,
    null,
    null,
    'third-party',
  ]);
});

test('a value in a program of the site is a constant, and a script for one user is not such a program', () => {
  const script = (text: string, cache: string): unknown => ({
    ...(entry('https://shop.test/app.js', { resource: 'script' }) as object),
    response: { status: 200, headers: [{ name: 'Cache-Control', value: cache }], content: { mimeType: 'text/javascript', text } },
  });
  const key = '6f1c2b3a-1111-4222-8333-444455556666';
  const call = entry('https://shop.test/api/items', { resource: 'fetch', headers: [['x-request-id', key]] });
  expect(
    made(har(call))
      .values.flat()
      .map(({ kind }) => kind),
  ).toEqual(['made']);
  expect(made(har(script(`const id = "${key}";`, 'max-age=60'), call)).values.flat()).toEqual([]);
  expect(
    made(har(script(`const id = "${key}";`, 'private, no-store'), call))
      .values.flat()
      .map(({ kind }) => kind),
  ).toEqual(['made']);
});

test('a token that Chrome left out of a recording is sent as bearer, and the plan says so', () => {
  const login = {
    ...(entry('https://shop.test/login', { method: 'POST', resource: 'fetch' }) as object),
    response: {
      status: 200,
      headers: [],
      content: { mimeType: 'application/json', text: '{"access_token":"tok_9f8e7d6c5b4a39281706"}' },
    },
  };
  const text = har(login, entry('https://shop.test/me', { resource: 'fetch' }));
  const { plan, leftOut } = made(text);
  expect(plan.scenarios[0]?.steps[1]).toMatchObject({ headers: { authorization: 'Bearer {{accessToken}}' } });
  expect(leftOut[0]).toContain('The browser left authorization out of this recording.');
});

test('each step shows how long its recorded response took', () => {
  const { plan } = made(har(entry('https://shop.test/a', { time: 83.6 }), entry('https://shop.test/b', { time: 0 })));
  expect(plan.scenarios[0]?.steps.map(({ recorded }) => recorded)).toEqual([84, undefined]);
});
