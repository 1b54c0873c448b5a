// Numbers of orders and posts have more digits than a number can hold, and must be sent as they were received.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonPath } from './json-path.ts';
import { jsonOf, jsonText, parseExactJson } from './value.ts';

const ORDER = '1234567890123456789';

test('whole numbers of any length are written as they were read, wherever they are', () => {
  const text = `{"id":${ORDER},"list":[-${ORDER}0,7,{"a":${ORDER}1}],"text":"${ORDER}","last":1.5}`;
  expect(jsonOf(parseExactJson(text)?.value ?? null)).toBe(text);
  expect(jsonText(parseExactJson(` ${ORDER} `)?.value ?? null)).toBe(ORDER);
  expect(parseExactJson(`[${ORDER}`)).toBeNull();
});

test('any other JSON is read and written as by JSON.parse and JSON.stringify', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(parseExactJson(text)).toEqual({ value: JSON.parse(text) });
      expect(jsonOf(JSON.parse(text))).toBe(text);
    }),
  );
});

/** What a path finds, as texts. */
function at(path: string, text: string): readonly string[] {
  const parsed = parseJsonPath(path);
  return parsed.ok ? parsed.path(parseExactJson(text)?.value ?? null).map(jsonText) : ['not a path'];
}

test('paths find them exactly, with and without a filter', () => {
  const near = '1234567890123456788';
  const posts = `{"ref":${ORDER},"posts":[{"id":${ORDER},"n":1},{"id":${near},"n":2},{"id":5,"n":3},{"id":-${ORDER},"n":4}]}`;
  expect(at('$.posts[0].id', posts)).toEqual([ORDER]);
  expect(at('$.posts[*].id', posts)).toEqual([ORDER, near, '5', `-${ORDER}`]);
  expect(at(`$.posts[?@.id == ${ORDER}].n`, posts)).toEqual(['1']);
  expect(at(`$.posts[?@.id == ${near}].id`, posts)).toEqual([near]);
  expect(at(`$.posts[?@.id != ${ORDER}].n`, posts)).toEqual(['2', '3', '4']);
  expect(at(`$.posts[?@.id < ${ORDER}].n`, posts)).toEqual(['2', '3', '4']);
  expect(at(`$.posts[?@.id <= -${ORDER}].n`, posts)).toEqual(['4']);
  expect(at(`$.posts[?@.id < -${near}].n`, posts)).toEqual(['4']);
  expect(at('$.posts[?@.id > 10].n', posts)).toEqual(['1', '2']);
  expect(at('$.posts[?@.id == $.ref]', posts)).toEqual([`{"id":${ORDER},"n":1}`]);
  expect(at(`$[?@ == ${ORDER} || @ == 'a ${ORDER}']`, `["a ${ORDER}",${near}]`)).toEqual([`a ${ORDER}`]);
  expect(at(`$[?@.a${ORDER} == 1].b`, `[{"a${ORDER}":1,"b":[${near}]}]`)).toEqual([`[${near}]`]);
});

test('a filter compares long numbers as whole numbers of any length compare', () => {
  const number = fc.oneof(
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 9n }),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 6 }), number, (list, limit) => {
      const text = `[${list.join(',')}]`;
      expect(at(`$[?@ == ${limit}]`, text)).toEqual(list.filter((one) => one === limit).map(String));
      expect(at(`$[?@ < ${limit}]`, text)).toEqual(list.filter((one) => one < limit).map(String));
      expect(at(`$[?@ >= ${limit}]`, text)).toEqual(list.filter((one) => one >= limit).map(String));
    }),
  );
});

test('a number in another form is compared by its value, and one without end by its sign', () => {
  expect(at('$[?@ == 1e18]', '[1000000000000000000,1e18,1000000000000000001,1e999]')).toEqual([
    '1000000000000000000',
    '1000000000000000000',
  ]);
  expect(at('$[?@ > 1e300]', '[1e999,-1e999,1e301]')).toHaveLength(2);
});
