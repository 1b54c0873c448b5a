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

test('paths find them exactly; only a filter compares them rounded', () => {
  const value = parseExactJson(`{"posts":[{"id":${ORDER},"n":1},{"id":5,"n":2}]}`)?.value ?? null;
  const at = (path: string): readonly string[] => {
    const parsed = parseJsonPath(path);
    return parsed.ok ? parsed.path(value).map(jsonText) : [];
  };
  expect(at('$.posts[0].id')).toEqual([ORDER]);
  expect(at('$.posts[*].id')).toEqual([ORDER, '5']);
  expect(at(`$.posts[?@.id == ${ORDER}].n`)).toEqual(['1']);
  expect(at('$.posts[?@.id > 10].n')).toEqual(['1']);
});
