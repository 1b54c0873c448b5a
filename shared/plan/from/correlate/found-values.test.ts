// Recordings of applications with logins, forms and ids, and the values that one response gives to a later request.
import { expect, test } from 'vitest';
import { made } from '../imported/test-import.ts';

interface Recorded {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly type?: string;
  readonly status?: number;
  readonly answer?: unknown;
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

const pairs = (headers: Readonly<Record<string, string>>): unknown =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

function har(...entries: readonly Recorded[]): string {
  return JSON.stringify({
    log: {
      entries: entries.map(
        ({ method = 'GET', url, headers = {}, body, type, status = 200, answer = '', answerHeaders = {} }, at) => ({
          startedDateTime: new Date(Date.UTC(2026, 0, 1, 0, 0, at)).toISOString(),
          time: 900,
          request: {
            method,
            url: `https://shop.test${url}`,
            headers: pairs({
              ...(body === undefined
                ? {}
                : { 'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded' }),
              ...headers,
            }),
            ...(body === undefined ? {} : { postData: { mimeType: '', text: body } }),
          },
          response: {
            status,
            headers: pairs(answerHeaders),
            content: {
              mimeType: type ?? (typeof answer === 'string' ? 'text/html' : 'application/json'),
              text: typeof answer === 'string' ? answer : JSON.stringify(answer),
            },
          },
        }),
      ),
    },
  });
}

function steps(...entries: readonly Recorded[]): readonly Readonly<Record<string, unknown>>[] {
  return made(har(...entries), { keepsPauses: false }).plan.scenarios[0]?.steps ?? [];
}

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF123';

test('a token of a login is taken and sent as bearer', () => {
  const [login, me] = steps(
    { method: 'POST', url: '/login', body: '{"user":"ada","password":"x"}', answer: { data: { token: JWT, user: 'ada' } } },
    { url: '/me', headers: { authorization: `Bearer ${JWT}` } },
  );
  expect(login).toMatchObject({ extract: { token: { json: '$.data.token' } } });
  expect(me).toMatchObject({ headers: { authorization: 'Bearer {{token}}' } });
});

test('a hidden field of a form is taken by its selector, and encoded when it is sent', () => {
  const csrf = 'aB3/xY+9==';
  const [form, posted] = steps(
    { url: '/login', answer: `<form><input type="hidden" name="csrfmiddlewaretoken" value="${csrf}"></form>` },
    { method: 'POST', url: '/login', body: `csrfmiddlewaretoken=${encodeURIComponent(csrf)}&username=ada` },
  );
  expect(form).toMatchObject({ extract: { csrfmiddlewaretoken: { css: 'input[name="csrfmiddlewaretoken"]', attr: 'value' } } });
  expect(posted).toMatchObject({ body: { form: { csrfmiddlewaretoken: '{{csrfmiddlewaretoken}}', username: 'ada' } } });
});

test('an id of a created thing is named for it, in paths, bodies and nested paths, small numbers too', () => {
  const [create, add, read] = steps(
    { method: 'POST', url: '/api/carts', body: '{}', status: 201, answer: { id: 7, total: 0, items: [] } },
    { method: 'POST', url: '/api/carts/7/items', body: '{"cartId": 7, "n": 7}', answer: { id: 'item-18aF', price: 7 } },
    { url: '/api/carts/7/items/item-18aF?x=1' },
  );
  expect(create).toMatchObject({ extract: { cartId: { json: '$.id' } } });
  expect(add).toMatchObject({ url: 'https://shop.test/api/carts/{{cartId}}/items', extract: { itemId: { json: '$.id' } } });
  expect(read?.['url']).toBe('https://shop.test/api/carts/{{cartId}}/items/{{itemId}}?x=1');
});

test('an id is found in a member with a fitting name, and not in others with the same number', () => {
  const all = steps(
    { method: 'POST', url: '/todos', body: 'title=a', status: 302, answerHeaders: { Location: '/todos/101/' } },
    { url: '/todos/101/' },
    { method: 'POST', url: '/notes', body: '{"todo": 101, "size": 101}', answer: { id: 5 } },
  );
  expect(all[2]).toMatchObject({ body: '{"todo": {{todoId}}, "size": 101}' });
});

test('an ETag goes back as If-Match, a header and a meta element give tokens', () => {
  const [page, item, change] = steps(
    { url: '/', answer: '<head><meta name="csrf-token" content="Zx81Qw9LmN"></head>' },
    { url: '/items/a1b2c3d4', answer: { name: 'x' }, answerHeaders: { ETag: '"9f8e7d"', 'X-Request-Ticket': 'tick-4711-a' } },
    {
      method: 'PUT',
      url: '/items/a1b2c3d4',
      body: '{"name":"y"}',
      headers: { 'if-match': '"9f8e7d"', 'x-csrf-token': 'Zx81Qw9LmN', 'x-ticket': 'tick-4711-a' },
    },
  );
  expect(page).toMatchObject({ extract: { csrfToken: { css: 'meta[name="csrf-token"]', attr: 'content' } } });
  expect(item).toMatchObject({ extract: { eTag: { header: 'etag' }, xRequestTicket: { header: 'x-request-ticket' } } });
  expect(change).toMatchObject({
    headers: { 'if-match': '{{eTag}}', 'x-csrf-token': '{{csrfToken}}', 'x-ticket': '{{xRequestTicket}}' },
  });
});

test('a redirect with a code is followed by its address', () => {
  const [authorise, callback] = steps(
    {
      url: '/authorize?client=web',
      status: 302,
      answerHeaders: { Location: 'https://shop.test/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz' },
    },
    { url: '/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz' },
  );
  expect(authorise).toMatchObject({ extract: { location: { header: 'location' } }, checks: [{ status: 302 }] });
  expect(callback?.['url']).toBe('{{location}}');
});

test('a created thing is reached below the address of its Location', () => {
  const [create, read] = steps(
    { method: 'POST', url: '/orders', body: 'a=1', status: 201, answerHeaders: { Location: '/orders/58120' } },
    { url: '/orders/58120/events' },
  );
  // The slash stays in the URL, so that the host of a request is known.
  expect(create).toMatchObject({ extract: { location: { header: 'location', part: '^/(.*)' } } });
  expect(read?.['url']).toBe('https://shop.test/{{location}}/events');
});

test('a value in a script of the page is taken from between its neighbours', () => {
  const [page, call] = steps(
    { url: '/', answer: '<script>window.boot = {"apiKey":"k_9f8e7d6c5b","v":1}</script>' },
    { url: '/api?key=k_9f8e7d6c5b' },
  );
  expect(page).toMatchObject({ extract: { key: { between: ['apiKey":"', '"'], decode: 'json' } } });
  expect(call?.['url']).toBe('https://shop.test/api?key={{key}}');
});

test('values that the client generates are new each time', () => {
  const at = Date.UTC(2026, 0, 1);
  const [first] = steps({ url: `/a?_=${at}`, headers: { 'x-idempotency-key': '6f1c2b3a-1111-4222-8333-444455556666' } });
  expect(first).toMatchObject({
    url: 'https://shop.test/a?_={{$timestamp}}{{$now[SSS]}}',
    headers: { 'x-idempotency-key': '{{$guid}}' },
  });
});

test('typed values, words, dates and equal numbers are not replaced', () => {
  const all = steps(
    {
      method: 'POST',
      url: '/login',
      body: '{"user":"ada.lovelace1815"}',
      answer: { user: 'ada.lovelace1815', count: 5, type: 'products', day: '2026-01-01', size: 20 },
    },
    { url: '/users/ada.lovelace1815/products?day=2026-01-01&size=20&page=5' },
  );
  expect(all.map(({ extract }) => extract)).toEqual([undefined, undefined]);
  expect(all[1]?.['url']).toBe('https://shop.test/users/ada.lovelace1815/products?day=2026-01-01&size=20&page=5');
});

test('only values that nobody chose stay as they were recorded', () => {
  const text = har({ url: '/a', answer: { token: JWT } }, { url: '/b', headers: { 'x-token': JWT } });
  const { plan, values } = made(text, { correlates: () => false });
  expect(plan.scenarios[0]?.steps[0]?.extract).toBeUndefined();
  expect(values).toEqual([
    [
      {
        kind: 'taken',
        name: 'token',
        value: JWT,
        producer: 0,
        extract: { json: '$.token' },
        consumers: [1],
        places: [{ step: 1, leaf: 1, from: 0, to: JWT.length }],
      },
    ],
  ]);
});
