// Every text of a step that may have placeholders has them filled, and every condition of a check is judged.
import { beforeAll, expect, test } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { compilePlan } from './compiled-plan.ts';
import { stepVerdict } from './compiled-step.ts';
import { HTML } from './received.ts';

beforeAll(() => HTML.load());

const VARIABLES = {
  base: 'http://a.test',
  key: 'sku',
  n: 3,
  id: 'a-7',
  word: 'a.b',
  code: 201,
  expected: 'ok"1',
  two: 'sofa bed\n&',
  way: 'a b',
  quote: "it's",
  empty: '',
};

/** The second step of a journey whose first step extracted `cart` and `late`. */
function compiled(step: object) {
  const parsed = parsePlan({
    version: 2,
    variables: VARIABLES,
    load: { model: 'iterations', iterations: 1, vus: 1 },
    scenarios: [
      {
        steps: [
          { url: '{{base}}/', extract: { cart: { json: '$.cart' }, late: { json: '$.late' } } },
          { url: '{{base}}/x', ...step },
        ],
      },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const plan = compilePlan(parsed.value, { constants: {}, secrets: [], tables: [] }, 'test');
  const second = plan.scenarios[0]?.steps[1];
  if (second === undefined) throw new Error('There is no second step.');
  const scope = plan.names.newScope();
  scope.set(plan.names.slotOf('cart'), 41);
  scope.set(plan.names.slotOf('late'), "it's");
  return { second, scope, names: plan.names };
}

function bodyOf(body: unknown): string {
  const { second, scope } = compiled({ method: 'POST', body });
  const rendered = second.request.kind === 'holes' ? second.request.render(scope) : { ok: true as const, ...second.request };
  if (!rendered.ok) throw new Error(rendered.reason);
  const { body: sent } = rendered.request;
  return Buffer.isBuffer(sent) ? sent.toString() : 'no bytes';
}

const RESPONSE = {
  cart: 41,
  n: 3,
  items: ['x', 'y', 'z'],
  ref: { id: 'a-7', list: ['41', 'ok"1'] },
  word: 'a.b',
};

function judge(step: object, response: object = RESPONSE, status = 201, headers: Record<string, string | string[]> = {}) {
  const { second, scope, names } = compiled(step);
  const body = Buffer.from(typeof response === 'string' ? response : JSON.stringify(response));
  const captured = { status, headers, body, bodyBytes: body.length };
  const fault = stepVerdict(second, captured, null, 5, scope, { count: () => undefined });
  return { message: fault?.message ?? null, valueOf: (name: string) => scope.get(names.slotOf(name)) };
}

test.each([
  [{ json: { '{{key}}': 1, nested: { 'x-{{cart}}': '{{cart}}' } } }, '{"sku":1,"nested":{"x-41":41}}'],
  [{ json: { [String.raw`\{{key}}`]: 1 } }, '{"{{key}}":1}'],
  [{ form: { '{{key}}': 'v', 'q{{cart}}': ['1', '{{n}}'] } }, 'sku=v&q41=1&q41=3'],
  [{ graphql: '{ cart(id: {{cart}}, sku: "{{key}}") { n } }' }, '{"query":"{ cart(id: 41, sku: \\"sku\\") { n } }"}'],
  [{ graphql: '{ cart }', variables: { '{{key}}': '{{cart}}' } }, '{"query":"{ cart }","variables":{"sku":41}}'],
])('%j is sent without a brace', (body, text) => {
  expect(bodyOf(body)).toBe(text);
});

test.each([
  ['{{base}}/s?q={{word}}', '/s?q=a.b'],
  ['{{base}}/s?q={{two}}', '/s?q=sofa%20bed%0A%26'],
  ['{{base}}/{{way}}/s', '/a%20b/s'],
  ['{{base}}/{{cart}}/{{way}}?{{way}}', '/41/a%20b?a%20b'],
])('%s is a URL with any blanks in its values', (url, path) => {
  const { second, scope } = compiled({ url });
  const rendered = second.request.kind === 'holes' ? second.request.render(scope) : { ok: true as const, ...second.request };
  expect(rendered).toMatchObject({ ok: true, request: { path } });
});

test('a blank that was typed into a URL is refused, and so is one in the name of its server', () => {
  expect(() => compiled({ url: '{{base}}/a b' })).toThrow('A URL has no spaces');
  expect(() => compiled({ url: 'http://{{way}}/x' })).toThrow('is not valid');
});

test.each([
  [{ json: '$.ref', is: { id: '{{id}}', list: ['{{cart}}', '{{expected}}'] } }],
  [{ json: '$.items', count: '== {{n}}' }],
  [{ json: '$.cart', value: '>= {{cart}}' }],
  [{ json: '$.word', matches: '^{{word}}$' }],
  [{ body: 'matches', value: '"cart":{{cart}}' }],
  [{ header: 'location', matches: '/carts/{{cart}}$' }],
  [{ status: '{{code}}' }],
  [{ status: ['{{n}}xx', '2xx'] }],
  [{ time: '< {{cart}}ms' }],
  [{ json: '$.items', count: '> 0', contains: 'y' }],
])('%j passes', (check) => {
  expect(judge({ checks: [check] }, RESPONSE, 201, { location: '/carts/41' }).message).toBeNull();
});

test.each([
  [{ json: '$.ref', is: { id: '{{id}}', list: ['{{cart}}', 'other'] } }, 'the value is another'],
  [{ json: '$.items', count: '== {{cart}}' }, 'there are 3'],
  [{ json: '$.cart', value: '> {{cart}}' }, 'the value is another'],
  [{ json: '$.cart', value: '> {{id}}' }, '“> a-7” is not a comparison'],
  // A dot in a value matches only a dot.
  [{ json: '$.other', matches: '^{{word}}$' }, 'the value is another'],
  [{ status: '{{cart}}' }, 'it is 201, and “41” is not a status'],
  [{ status: ['4xx', '{{n}}xx'] }, 'it is 201.'],
  [{ json: '$.items', count: '> 0', contains: 'w' }, 'the value is another'],
  [{ json: '$.items', is: ['x', 'y', 'z'], count: '> 3' }, 'there are 3'],
  [{ json: '$.cart', value: '> 0', isNot: 41 }, 'the value is another'],
  [{ header: 'location', contains: '/carts', matches: '/7$' }, 'the value is another'],
])('%j fails', (check, reason) => {
  const { message } = judge({ checks: [check] }, { ...RESPONSE, other: 'axb' }, 201, { location: '/carts/41' });
  expect(message).toContain(reason);
});

test('a comparison keeps all digits of a long number', () => {
  const response = '{"id":1234567890123456789}' as unknown as object;
  const of = (value: string) => judge({ checks: [{ json: '$.id', value }] }, response).message;
  expect(of('== 1234567890123456789')).toBeNull();
  expect(of('== 1234567890123456788')).toContain('the value is another');
  expect(of('> 1234567890123456788')).toBeNull();
  expect(of('!= 1234567890123456789')).toContain('the value is another');
});

test.each([
  [{ contains: 'csrf=' }, null],
  [{ is: 'sid=2' }, null],
  [{ matches: '^sid=\\d$' }, null],
  [{ contains: 'none' }, 'the value is another'],
])('one line of a repeated header has to meet the check: %j', (asked, reason) => {
  const headers = { 'set-cookie': ['csrf=1', 'sid=2'] };
  const { message } = judge({ checks: [{ header: 'Set-Cookie', ...asked }] }, RESPONSE, 200, headers);
  if (reason === null) expect(message).toBeNull();
  else expect(message).toContain(reason);
});

test('a check with a name of its own says what it asked for', () => {
  const messageOf = (check: object) => judge({ checks: [check] }, RESPONSE).message;
  expect(messageOf({ name: 'in stock', body: 'contains', value: 'zzz' })).toBe(
    'Check “in stock”: body contains zzz, but the body does not.',
  );
  expect(messageOf({ body: 'contains', value: 'zzz' })).toBe('Check “body contains zzz”: the body does not.');
});

test('a check with several conditions is named after all of them', () => {
  const { second } = compiled({ checks: [{ json: '$.items', count: '> 0', contains: 'w', exists: true }] });
  expect(second.checks[0]?.name).toBe('$.items contains w, count > 0');
});

test.each([
  [{ css: 'input[name="{{key}}"]', attr: 'value' }, 'one'],
  [{ regex: 'name="{{key}}" value="(.*?)"' }, 'one'],
  [{ between: ['{{', '}}'] }, 'raw'],
  [{ json: '$.nothing', default: 'x-{{cart}}' }, 'x-41'],
  [{ json: '$.nothing', default: '{{cart}}' }, 41],
])('%j takes its value', (extract, value) => {
  const page = '<input name="sku" value="one"><p>{{raw}}</p>' as unknown as object;
  expect(judge({ extract: { taken: extract } }, page).valueOf('taken')).toEqual(value);
});

const BROKEN: readonly (readonly [object, string])[] = [
  [
    { json: '$.items[{{id}}]' },
    'With the value of {{id}}, the JSON path “$.items[{{id}}]” becomes “$.items[a-7]”, which is not valid',
  ],
  [{ json: "$['{{quote}}']" }, '{{quote}}'],
  [{ json: '$[{{late}}]' }, "With the value of {{late}}, the JSON path “$[{{late}}]” becomes “$[it's]”"],
  [{ json: '{{empty}}' }, 'the JSON path “{{empty}}” becomes “”'],
  [{ css: 'input[name="{{expected}}"]' }, 'the CSS selector “input[name="{{expected}}"]” becomes “input[name="ok"1"]”'],
  [{ css: '#{{empty}}' }, 'the CSS selector “#{{empty}}” becomes “#”'],
  [{ regex: '(?P<{{id}}>a)' }, 'the regular expression “(?P<{{id}}>a)” becomes “(?P<a-7>a)”'],
  [{ header: 'x', part: 'a{1{{code}},1}' }, 'the regular expression “a{1{{code}},1}” becomes “a{1201,1}”'],
];

test.each(BROKEN)('an extraction with %j says which value makes it invalid', (extract, words) => {
  const { message } = judge({ extract: { taken: extract } }, RESPONSE, 201, { x: 'aa' });
  expect(message).toContain('taken: With the value of ');
  expect(message).toContain(words);
});

test.each([
  [{ json: '$.items[{{id}}]' }, 'the JSON path “$.items[{{id}}]”'],
  // A path that is not valid finds nothing, which must not pass for a proof that there is nothing.
  [{ json: '$.items[{{id}}]', exists: false }, 'the JSON path “$.items[{{id}}]”'],
  [{ json: '$.word', matches: '(?P<{{id}}>a)' }, 'the regular expression'],
  [{ body: 'matches', value: '(?P<{{late}}>a)' }, 'the regular expression'],
])('a check with %j says which value makes it invalid', (check, words) => {
  expect(judge({ checks: [check] }).message).toContain(words);
});

test.each([
  ['body.graphql', { body: { graphql: '{ a(id: "{{carT}}") }' } }],
  ['body.json.{{carT}}', { body: { json: { '{{carT}}': 1 } } }],
  ['body.form.{{carT}}', { body: { form: { '{{carT}}': 1 } } }],
  ['checks[0].status', { checks: [{ status: '{{carT}}' }] }],
  ['checks[0].count', { checks: [{ json: '$', count: '> {{carT}}' }] }],
  ['checks[0].time', { checks: [{ time: '< {{carT}}' }] }],
  ['checks[0].matches', { checks: [{ header: 'x', matches: '{{carT}}' }] }],
  ['extract.x.css', { extract: { x: { css: 'a[b="{{carT}}"]' } } }],
  ['extract.x.regex', { extract: { x: { regex: '{{carT}}' } } }],
  ['extract.x.default', { extract: { x: { json: '$', default: '{{carT}}' } } }],
])('a misspelt name in %s refuses the plan', (_, step) => {
  expect(() => compiled(step)).toThrow('Nothing makes “carT”. Did you mean {{cart}}?');
});
