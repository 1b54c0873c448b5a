// Files by their content, whatever they are called; other files are named; damaged ones end in a sentence.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../../../errors.ts';
import { Refusal } from '../refusal.ts';
import { importedPlan } from './imported-plan.ts';
import { readImport } from './read-import.ts';
import { made, refusal } from './test-import.ts';

test.each([
  ['', 'The file is empty.'],
  ['timeStamp,elapsed,label\n1,2,a', 'This is results of JMeter, not requests. Import it under Runs.'],
  ['metric_name,timestamp,metric_value\nhttp_reqs,1,1', 'This is results of k6, not requests. Import it under Runs.'],
  [
    '{"type":"Metric","data":{"name":"http_reqs","type":"counter"},"metric":"http_reqs"}',
    'This is results of k6, not requests. Import it under Runs.',
  ],
  ['timestamp,request_type,name,response_time_ms\n1,GET,/,1', 'This is results of Locust, not requests. Import it under Runs.'],
  ['email,password\na@b.c,x\n', 'This is a table of values, not requests. Name it as a data file of a plan.'],
  ['{"config": {"phases": []}, "scenarios": []}', 'This is an Artillery test, which Onrush does not read.'],
  ['Dear diary', 'This is not a file that Onrush can read.'],
])('the format of %j is named', (text, sentence) => {
  expect(refusal(text)).toContain(sentence);
});

test('many cURL commands become many steps', () => {
  const { plan } = made("#!/bin/sh\ncurl http://127.0.0.1:9/a\ncurl -X PUT http://127.0.0.1:9/b -d 'x=1'\n");
  expect(plan.scenarios[0]?.steps.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET http://127.0.0.1:9/a',
    'PUT http://127.0.0.1:9/b',
  ]);
});

test('--next begins another request, and each URL becomes a request', () => {
  const { plan } = made(
    "curl -d a=1 http://127.0.0.1:9/a --next -H 'X-B: 1' http://127.0.0.1:9/b http://127.0.0.1:9/c -: http://127.0.0.1:9/d",
  );
  expect(plan.scenarios[0]?.steps).toMatchObject([
    { method: 'POST', url: 'http://127.0.0.1:9/a', body: 'a=1' },
    { method: 'GET', url: 'http://127.0.0.1:9/b', headers: { 'X-B': '1' } },
    { method: 'GET', url: 'http://127.0.0.1:9/c', headers: { 'X-B': '1' } },
    { method: 'GET', url: 'http://127.0.0.1:9/d' },
  ]);
});

test('a request keeps everything except a value or a check that only the other program could read', () => {
  const { plan, leftOut } = made(
    '### A\nGET http://127.0.0.1:9/a\n\n> {%\nclient.global.set("t", jsonPath(response.body, "$..[?(@.a =~ /x/)]"));\nclient.global.set("u", response.body.u);\n%}\n',
  );
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({ url: 'http://127.0.0.1:9/a', extract: { u: { json: '$.u' } } });
  expect(leftOut.join(' ')).toContain('A: the value “t” was not carried over: ');
});

test('two files with requests are imported one after the other', () => {
  const read = readImport([
    { path: 'a.sh', text: 'curl http://127.0.0.1:9/a' },
    { path: 'b.sh', text: 'curl http://127.0.0.1:9/b' },
  ]);
  expect(read).toMatchObject({
    ok: false,
    failure: { message: 'a.sh and b.sh both have requests. Import them one after the other.' },
  });
});

const SEEDS = [
  JSON.stringify({
    log: {
      creator: { name: 'x' },
      pages: [{ id: 'p', title: 't' }],
      entries: [
        {
          startedDateTime: '2026-01-01T00:00:00Z',
          time: 3,
          request: {
            method: 'POST',
            url: 'http://a.test/b?c=d',
            headers: [{ name: 'A', value: 'b' }],
            postData: { mimeType: 'text/plain', text: 'x' },
          },
          response: { status: 200, headers: [], content: { mimeType: 'text/html' } },
        },
      ],
    },
  }),
  JSON.stringify({
    info: { name: 'n' },
    variable: [{ key: 'a', value: 'b' }],
    item: [
      {
        name: 'f',
        item: [
          {
            name: 'r',
            request: {
              method: 'GET',
              header: [{ key: 'A', value: '{{a}}' }],
              url: { raw: '{{a}}/x', host: ['{{a}}'], query: [{ key: 'q', value: '1', disabled: true }] },
              auth: { type: 'basic', basic: [{ key: 'username', value: 'u' }] },
            },
            event: [{ listen: 'test', script: { exec: ['pm.environment.set("t", pm.response.json().a);'] } }],
          },
        ],
      },
    ],
  }),
  'openapi: 3.0.0\ninfo: {title: A}\nservers: [{url: "http://a.test"}]\npaths: {"/a/{id}": {post: {parameters: [{name: id, in: path, schema: {type: integer}}], requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}, responses: {"200": {}}}}}\n',
  'type: collection.insomnia.rest/5.0\nname: A\ncollection:\n  - {name: r, method: GET, url: "http://a.test/:id", headers: [{name: a, value: b}], authentication: {type: bearer, token: t}}\nenvironments: {data: {a: 1}}\n',
  '@a = 1\n\n### T\n# @name x\nPOST http://a.test/{{a}}\nA: {{x.response.body.$.t}}\n\n{"a": 1}\n\n> {% client.global.set("t", response.body.t); %}\n',
  'meta {\n  name: r\n}\n\npost {\n  url: http://a.test\n  body: json\n  auth: basic\n}\n\nauth:basic {\n  username: u\n  password: p\n}\n\nbody:json {\n  {"a": 1}\n}\n',
  '<jmeterTestPlan><hashTree><TestPlan testclass="TestPlan" testname="t"/><hashTree><ThreadGroup testclass="ThreadGroup" testname="g"><stringProp name="ThreadGroup.num_threads">2</stringProp></ThreadGroup><hashTree><HTTPSamplerProxy testclass="HTTPSamplerProxy" testname="s"><stringProp name="HTTPSampler.domain">a.test</stringProp></HTTPSamplerProxy><hashTree/></hashTree></hashTree></hashTree></jmeterTestPlan>',
  "curl 'http://a.test/' -H 'a: b' --data-raw '{\"a\":1}' -u a:b",
];

test('a damaged file is read as far as it makes sense or refused with a sentence, never with an exception', () => {
  const cut = fc.record({
    seed: fc.nat(SEEDS.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(12),
    insert: fc.string({ maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
      const [first] = cuts;
      const text = cuts.reduce(
        (whole, { at, length, insert }) => {
          const from = Math.floor(at * whole.length);
          return whole.slice(0, from) + insert + whole.slice(from + length);
        },
        SEEDS[first?.seed ?? 0] ?? '',
      );
      const read = readImport([{ path: 'x', text }]);
      if (!read.ok) {
        expect(read.failure.message).toMatch(/[.?]$/);
        return;
      }
      try {
        importedPlan(read.value);
      } catch (error) {
        if (!(error instanceof Refusal) && !(error instanceof UserError)) throw error;
      }
    }),
    { numRuns: Number(process.env['ONRUSH_FUZZ_RUNS'] ?? 400) },
  );
});
