// The helper functions of a script find and read what Onrush finds and reads.
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { parseJsonPath } from '../journey/json-path.ts';
import { randomBelow } from '../journey/random.ts';
import { parseJson, type JsonValue } from '../journey/value.ts';
import { HELPERS } from './helpers.ts';
import { patternCode } from './pattern-code.ts';

/** A helper and all that it needs. */
function helperCode(name: string, known: Set<string> = new Set()): string {
  if (known.has(name)) return '';
  known.add(name);
  const { code = '', needs = [] } = HELPERS.find((helper) => helper.name === name) ?? {};
  return [code, ...needs.map((one) => helperCode(one, known))].join('\n');
}

const DOCUMENT = {
  a: [
    { b: 1, 'c d': "it's" },
    { b: 2, n: null },
    { b: 3, t: 'é€' },
  ],
  'x.y': { b: [4] },
  empty: [],
  deep: { a: { b: 5 } },
};

test.each([
  '$',
  '$.a',
  '$.a[0].b',
  '$.a[-1].b',
  '$.a[*].b',
  '$..b',
  "$['x.y'].b[0]",
  '$.a[0]["c d"]',
  "$.a[0,2]['b']",
  '$.a[1:]',
  '$.a[::-1].b',
  '$.a[:1]',
  '$.nothing',
  '$.a[9]',
  '$.*',
  '$..*',
  '$.empty[0]',
  '$.a[?@.b==2].b',
  '$.a[?(@.b > 1 && @.b < 3)].b',
  '$.a[? @["c d"] == "it\'s" || @.b >= 3 ].b',
  "$.a[?@['c d']=='it\\'s'].b",
  '$.a[?!@.n].b',
  '$.a[?@.n==null].b',
  '$.a[?@.none==null].b',
  '$.a[?@.none==@.other].b',
  '$.a[?length(@.t)==2].b',
  '$.a[?count(@.*)>1].b',
  '$.a[?@.b==$.deep.a.b, ?@.b!=1, 0].b',
  '$..[?@.b>2].b',
  '$[?@.a].a.b',
  '$.deep[?@.b==5]',
  '$.a[?value(@..b)==3].b',
  '$.a[?@.b==1e0].b',
  "$['a'] [1] .b",
  '$.ä',
])('a JSON path finds what it finds in Onrush: %s', (path) => {
  const parsed = parseJsonPath(path);
  const expected = parsed.ok ? parsed.path(parseJson(JSON.stringify(DOCUMENT))?.value ?? null) : null;
  const found: unknown = runInNewContext(`${helperCode('jsonAt')}\nJSON.stringify(jsonAt(response, path))`, {
    response: { body: `\uFEFF${JSON.stringify(DOCUMENT)}` },
    path,
  });
  expect(JSON.parse(String(found)) as JsonValue).toEqual(expected);
});

test('a JSON path may refer to a long number, which keeps its digits in a text and in a body', () => {
  const code = `${helperCode('jsonAt')}\n${helperCode('jsonOf')}
    const [id] = jsonAt({ body: '{"list":[{"id":-123456789012345678,"s":"12345678901234567890","f":0.1234567890123456789}]}' }, '$.list[?@.id<0].id');
    JSON.stringify([\`/\${id}\`, jsonOf({ id, as: [id, 'x'] }), jsonAt({ body: '{"s":"12345678901234567890","n":1e30}' }, '$.s')])`;
  expect(JSON.parse(String(runInNewContext(code)))).toEqual([
    '/-123456789012345678',
    '{"id":-123456789012345678,"as":[-123456789012345678,"x"]}',
    ['12345678901234567890'],
  ]);
});

test.each([
  ['{"a":1}\n\n{"b":12345678901234567890}\n', '[{"a":1,"b":null},{"a":null,"b":12345678901234567890}]'],
  ['\uFEFF[{"a":{"c":[1]}}]', '[{"a":{"c":[1]}}]'],
  ['a;b\n1;2,3\n', '[{"a":"1","b":"2,3"}]'],
])('the data file %j becomes rows by what it contains', (file, expected) => {
  const code = `${helperCode('rowsOf')}\n${helperCode('jsonOf')}\njsonOf(rowsOf(file))`;
  expect(runInNewContext(code, { file })).toBe(expected);
});

test('random numbers are those of Onrush', () => {
  const code = `const SEED = 7;\n${helperCode('word')}\n${helperCode('below')}\n[0, 1, 2, 99].map((k) => below(1000, k, 3)).join()`;
  expect(runInNewContext(code)).toBe([0, 1, 2, 99].map((k) => randomBelow(1000, 7, k, 3)).join(','));
});

test('a CSV file is read as in Onrush', () => {
  const csv = 'name,"the, city"\r\n"A ""b""",x\r\nc,"two\nlines"\n';
  const code = `${helperCode('rowsOfCsv')}\nJSON.stringify(rowsOfCsv(csv, ','))`;
  expect(JSON.parse(String(runInNewContext(code, { csv })))).toEqual([
    { name: 'A "b"', 'the, city': 'x' },
    { name: 'c', 'the, city': 'two\nlines' },
  ]);
});

test.each([
  ['token=(\\w+)', '/token=(\\w+)/'],
  ['(?i)x/y', '/x\\/y/i'],
  ['(?P<id>[[:digit:]]+)', '/(?<id>[0-9]+)/'],
])('the regular expression %s is written for JavaScript', (regex, code) => {
  expect(patternCode(regex)).toBe(code);
});
