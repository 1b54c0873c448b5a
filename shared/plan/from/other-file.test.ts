import { expect, test } from 'vitest';
import { parsePlanText } from '../plan-parse.ts';
import { otherFileSentence } from './other-file.ts';

const PLAN =
  '{"version":1,"scenarios":[{"steps":[{"url":"http://127.0.0.1/"}]}],"load":{"model":"iterations","iterations":1,"vus":1}}';

test.each([
  [
    'a Postman collection',
    '{"info":{"name":"Shop","schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[]}',
  ],
  ['a HAR file', '{"log":{"version":"1.2","entries":[]}}'],
  ['an OpenAPI file', '{"openapi":"3.1.0","info":{},"paths":{}}'],
  ['an OpenAPI file', 'openapi: 3.0.3\ninfo:\n  title: Shop\n'],
  ['a Swagger file', 'swagger: "2.0"\n'],
  ['an Insomnia export', '{"_type":"export","__export_format":4,"resources":[]}'],
  ['a k6 script', "import http from 'k6/http';\nexport default function () {}"],
  ['options of k6', '{"vus":10,"duration":"10s"}'],
  ['a JMeter test plan', '<?xml version="1.0"?>\n<jmeterTestPlan version="1.2">'],
  ['a Locust file', 'from locust import HttpUser, task\n'],
  ['a Gatling simulation', 'class Basic extends Simulation {'],
  ['an Artillery test', 'config:\n  target: http://h\nscenarios:\n  - flow: []\n'],
  ['an .http file', '### list\nGET http://h/orders\n'],
  ['an .http file', 'GET {{base}}/orders HTTP/1.1\nAccept: */*\n'],
  ['a cURL command', "curl -H 'a: b' http://h/\n"],
  ['a JSON list', '[1]'],
])('%s is named', (name, text) => {
  expect(otherFileSentence(text)).toMatch(`This is ${name}, not an Onrush plan.`);
  const parsed = parsePlanText(`\uFEFF${text}`);
  expect(parsed).toMatchObject({ ok: false, failure: { code: 'plan_invalid' } });
  expect(parsed.ok ? '' : parsed.failure.message).toContain(`This is ${name}`);
});

test.each(['{', '', 'hello', '{"version":1}', '{"version":1,"load":{}}', '{"surprise":1}'])('%s is not recognised', (text) => {
  const parsed = parsePlanText(text);
  expect(parsed.ok ? '' : parsed.failure.message).not.toContain('This is');
});

test('a plan is recognised as a plan', () => expect(parsePlanText(PLAN)).toMatchObject({ ok: true }));
