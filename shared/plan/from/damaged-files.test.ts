// Damaged files: each is read or refused with a sentence, within a short time.
import { expect, test } from 'vitest';
import { Refusal } from './refusal.ts';
import { importedPlan } from './imported/imported-plan.ts';
import { readImport } from './imported/read-import.ts';
import { entry, har } from './har/test-recording.ts';

const URL_TEXT = 'https://shop.test/items/7?q={{term}}';
const FILES: Readonly<Record<string, string>> = {
  har: har(
    entry('https://shop.test/login', {
      method: 'POST',
      postData: { mimeType: 'application/json', text: '{"user":"ada","password":"x"}' },
    }),
    entry('https://shop.test/items?page=2', { headers: [['authorization', 'Bearer abcdef0123456789']], setCookie: 'sid=1' }),
  ),
  postman: JSON.stringify({
    info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] },
    item: [
      {
        name: 'Log in',
        request: {
          method: 'POST',
          url: { raw: '{{base}}/login' },
          body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: 'b' }] },
        },
        event: [{ listen: 'test', script: { exec: ["pm.environment.set('token', pm.response.json().token);"] } }],
      },
    ],
  }),
  openapi: JSON.stringify({
    openapi: '3.0.0',
    info: { title: 'Pets', version: '1' },
    servers: [{ url: 'https://{host}/v1', variables: { host: { default: 'pets.test' } } }],
    paths: {
      '/pets/{id}': {
        get: { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }], responses: {} },
      },
    },
  }),
  insomnia: `type: collection.insomnia.rest/5.0\nname: Shop\ncollection:\n  - url: ${URL_TEXT}\n    name: Items\n    method: GET\n    headers:\n      - name: a\n        value: b\n`,
  http: `@base = https://shop.test\n\n### Items\n# @name items\nPOST {{base}}/items\nContent-Type: application/json\n\n{"a": "{{items.response.body.$.id}}"}\n`,
  bruno: `meta {\n  name: Items\n  type: http\n}\n\nget {\n  url: ${URL_TEXT}\n  body: json\n}\n\nbody:json {\n  {"a": 1}\n}\n\nassert {\n  res.status: eq 200\n}\n`,
  jmx: `<?xml version="1.0"?><jmeterTestPlan><hashTree><TestPlan testname="P"/><hashTree><ThreadGroup testname="T"><stringProp name="ThreadGroup.num_threads">5</stringProp></ThreadGroup><hashTree><HTTPSamplerProxy testname="H"><stringProp name="HTTPSampler.domain">shop.test</stringProp><stringProp name="HTTPSampler.path">/a</stringProp></HTTPSamplerProxy><hashTree/></hashTree></hashTree></hashTree></jmeterTestPlan>`,
  curl: `curl 'https://shop.test/a?b=c' -X POST -H 'Accept: text/html' --data-raw '{"a":"b"}' -u "ada:x"\n`,
};
const NASTY = [
  '{{',
  '}}',
  '"',
  '\\',
  '\u0000',
  '%zz',
  'null',
  '[]',
  '1e999',
  '\ufeff',
  '\ud800',
  '__proto__',
  '<',
  '../',
  '((((',
  'a'.repeat(2000),
  '['.repeat(500),
];
const DAMAGES = 60;

/** The same in every run. */
function drawnBy(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    return state % count;
  };
}

function damaged(text: string, draw: (count: number) => number): string {
  const at = draw(text.length);
  const other = draw(text.length);
  switch (draw(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + (NASTY[draw(NASTY.length)] ?? '') + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + draw(30));
    case 3:
      return text.slice(0, at) + text.slice(other, other + draw(200)) + text.slice(at);
    default:
      return text.replaceAll(/"[^"]*"|\b\d+\b/g, (one) =>
        draw(12) === 0 ? (['null', '5', '[]', '{}', '"\\u0000"', '"{{"'][draw(6)] ?? one) : one,
      );
  }
}

test.each(Object.entries(FILES))('a damaged %s file is read, or refused with a sentence', (_, text) => {
  const draw = drawnBy(2026);
  for (let turn = 0; turn < DAMAGES; turn += 1) {
    const read = readImport([{ path: 'file', text: damaged(text, draw) }]);
    if (!read.ok) expect(read.failure.message).toMatch(/^\S.*[.!?]$/s);
    else expect(sentenceOf(() => importedPlan(read.value))).toMatch(/^$|[.!?)]$/);
  }
});

/** In the form of Postman: each variable names the next one twice. */
function doubling(): string {
  const variable = Array.from({ length: 40 }, (_, at) => ({
    key: `v${at}`,
    value: at === 39 ? 'http://shop.test' : `{{v${at + 1}}}{{v${at + 1}}}`,
  }));
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  return JSON.stringify({ info: { name: 'Shop', schema }, variable, item: [{ name: 'a', request: '{{v0}}/a' }] });
}

const DEEP = '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000);
const group = (id: string, parentId: string): unknown => ({ _id: id, _type: 'request_group', parentId, name: id });

test.each([
  ['variables that double at every level', doubling()],
  [
    'a body of 20,000 levels',
    har(entry('https://shop.test/a', { method: 'POST', postData: { mimeType: 'text/plain', text: DEEP } })),
  ],
  ['commands within commands', `curl https://shop.test/ -d ${'$('.repeat(20_000)}`],
  [
    'folders that hold each other',
    JSON.stringify({
      _type: 'export',
      __export_format: 4,
      resources: [
        group('a', 'b'),
        group('b', 'a'),
        { _id: 'r', _type: 'request', parentId: 'a', url: 'http://shop.test/', name: 'r' },
      ],
    }),
  ],
  ['10,000 keys of YAML', `openapi: 3.0.0\n${Array.from({ length: 10_000 }, (_, at) => `k${at}: ${at}`).join('\n')}`],
  ['3,000 comments', `${'# curl x\n'.repeat(3000)}curl https://shop.test/a`],
])('%s are read or refused without much work', (_, text) => {
  const before = process.threadCpuUsage();
  const read = readImport([{ path: 'file', text }]);
  if (read.ok) expect(sentenceOf(() => importedPlan(read.value))).toMatch(/^$|[.!?)]$/);
  else expect(read.failure.message).toMatch(/[.!?]$/);
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(2000);
});

/** "" if there is no error. */
function sentenceOf(make: () => unknown): string {
  try {
    make();
    return '';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
