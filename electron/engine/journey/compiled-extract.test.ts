// Parts of an extracted value, and its encodings.
import { expect, test } from 'vitest';
import type { Plan } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import type { Extract } from '../../../shared/plan/journey/extract-schema.ts';
import { compileExtract } from './compiled-extract.ts';
import { NameTable } from './name-table.ts';
import { Received } from './received.ts';

function plan(variables: Record<string, string> = {}): Plan {
  const parsed = parsePlan({
    version: 2,
    variables,
    load: { model: 'iterations', iterations: 1, vus: 1 },
    scenarios: [{ steps: [{ url: 'http://a.test/' }] }],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

const JWT = `e30.${Buffer.from('{"sub":"user-17","name":"Zoë"}').toString('base64url')}.c2ln`;

const CASES: readonly (readonly [Partial<Extract>, string])[] = [
  [{ header: 'location', part: '[?&]code=([^&]+)' }, 'Xy+z'],
  [{ header: 'location', part: String.raw`/cb\d` }, '/cb7'],
  [{ header: 'location', decode: 'url', part: '[?&]next=(.+)' }, '/a b&c'],
  [{ cookie: 'XSRF-TOKEN', decode: 'url' }, 'aB/3=='],
  [{ json: '$.token', decode: 'jwt', part: '"sub":"([^"]+)"' }, 'user-17'],
  [{ json: '$.token', decode: 'jwt', part: '"name":"([^"]+)"' }, 'Zoë'],
  [{ json: '$.items[*]', part: String.raw`/items/(\d+)`, pick: 'last' }, '9'],
  [{ json: '$.cursor', decode: 'base64' }, 'id:41'],
  [{ between: ['"script":"', '"'], decode: 'json' }, '/x/y&z'],
  [{ regex: 'href=([^ ]+)', decode: 'html' }, "/a?b=1&c='2'+"],
];

test.each(CASES)('%j finds its value', (extract, value) => {
  const names = new NameTable(plan(), { constants: {}, secrets: [], tables: [] });
  const body = JSON.stringify({
    token: JWT,
    items: ['/items/4', '/items/9'],
    cursor: Buffer.from('id:41').toString('base64'),
    html: 'href=/a?b=1&amp;c=&#39;2&#x27;&#43; ',
  }).replace('{', String.raw`{"script":"\/x\/y\u0026z",`);
  const headers = { location: '/cb7?code=Xy+z&next=%2Fa%20b%26c', 'set-cookie': 'XSRF-TOKEN=aB%2F3%3D%3D; path=/' };
  const received = new Received({ status: 302, headers, body: Buffer.from(body), bodyBytes: body.length }, 1);
  expect(compileExtract('x', { pick: 'first', ...extract }, names).take(received, names.newScope())).toEqual({ value });
});

test('an expression that never ends in other tools ends here', () => {
  const names = new NameTable(plan(), { constants: {}, secrets: [], tables: [] });
  const body = Buffer.from(`${'a'.repeat(5000)}!`);
  const received = new Received({ status: 200, headers: {}, body, bodyBytes: body.length }, 1);
  const take = (regex: string): unknown => compileExtract('x', { pick: 'first', regex }, names).take(received, names.newScope());
  expect(take('(a+)+$')).toBe('x: nothing at regex (a+)+$');
  expect(take('((a|a)*)*!')).toEqual({ value: 'a'.repeat(5000) });
});

test('a variable with a random value has one value through an iteration, and another in the next', () => {
  const names = new NameTable(plan({ id: '{{$guid}}' }), { constants: {}, secrets: [], tables: [] });
  const [one, other] = [names.bind('id'), names.bind('id')];
  const scope = names.newScope();
  const values = [0, 1].map((iteration) => {
    scope.begin(iteration, 0);
    return [one, other].map((bound) => (typeof bound === 'function' ? bound(scope) : bound));
  });
  expect(values[0]?.[0]).toBe(values[0]?.[1]);
  expect(values[1]?.[0]).toBe(values[1]?.[1]);
  expect(values[0]?.[0]).not.toBe(values[1]?.[0]);
});
