// Files of other kinds: each gets one sentence that says what it seems to be and what to do.
import { expect, test } from 'vitest';
import { refusal } from './imported/test-import.ts';

test.each([
  [
    'a table of statistics of JMeter',
    '{\n "Total": {"sampleCount": 3, "transaction": "Total"},\n "Home": {"sampleCount": 3, "transaction": "Home"}\n}',
  ],
  ['a file of statistics of Locust', '[{"name":"/a","num_requests":3,"num_failures":0,"response_times":{}}]'],
  ['a collection of Thunder Client', '{"clientName":"Thunder Client","collectionName":"Shop","requests":[]}'],
  [
    'a collection of Hoppscotch',
    '[{"v":2,"name":"Shop","folders":[],"requests":[{"endpoint":"https://a.test","name":"a","method":"GET"}]}]',
  ],
  ['an environment of Hoppscotch', '[{"name":"local","variables":[{"key":"a","value":"b"}]}]'],
  ['a report of Newman', '{"run":{"stats":{},"executions":[]}}'],
  ['the result of a run in Postman', '{"id":"1","name":"Shop","totalPass":3,"totalFail":0,"results":[]}'],
  ['a session of Charles', '<?xml version="1.0"?>\n<charles-session><transaction/></charles-session>'],
  ['a SoapUI project', '<?xml version="1.0"?>\n<con:soapui-project xmlns:con="http://eviware.com/soapui/config"/>'],
  ['a WSDL description', '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" name="S"></definitions>'],
  ['a WADL description', '<?xml version="1.0"?>\n<application xmlns="http://wadl.dev.java.net/2009/02"/>'],
  ['a Protocol Buffers file', 'syntax = "proto3";\npackage shop;\nservice S { rpc A (B, C) returns (D); }\n'],
  ['an AsyncAPI document', 'asyncapi: 3.0.0\ninfo:\n  title: a\nchannels: {}\n'],
  ['a RAML description', '#%RAML 1.0\ntitle: Shop\n/orders:\n  get:\n'],
  ['a GraphQL document', 'type Query {\n  user(id: ID!): User\n}\n'],
  ['a GraphQL document', 'query Orders($id: ID!) {\n  order(id: $id) { id }\n}\n'],
  ['a Hurl file', 'GET https://a.test/\nHTTP 200\n[Asserts]\njsonpath "$.a" == 1\n'],
  [
    'a Locust file, a Python script',
    'from locust import HttpUser, task\n\nclass U(HttpUser):\n    @task\n    def a(self):\n        pass\n',
  ],
  ['a Python script', '#!/usr/bin/env python3\nprint(1)\n'],
  ['a Python script', 'import requests\r\n\r\nrequests.get("https://a.test")\r\n'],
  ['a Python script', 'from molotov import scenario\n\n@scenario()\nasync def a(session):\n    pass\n'],
  ['a test of Tavern', 'test_name: Get\nstages:\n  - name: a\n    request: { url: "https://a.test", method: GET }\n'],
  ['a test of Tavern', '---\ntest_name: A\nstages: []\n---\ntest_name: B\nstages: []\n'],
  ['a workflow of Step CI', 'version: "1.1"\ntests:\n  a:\n    steps:\n      - http: { url: "https://a.test", method: GET }\n'],
  ['a template of a Helm chart', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include "shop.name" . }}\n'],
  ['a template of a Helm chart', '{{- if .Values.ingress.enabled }}\nkind: Ingress\n{{- end }}\n'],
  ['the description of a Helm chart', 'apiVersion: v2\nname: shop\nversion: 0.1.0\ntype: application\n'],
  ['the values of a Helm chart', 'replicaCount: 1\nimage:\n  repository: nginx\nservice:\n  port: 80\n'],
  ['the values of a Helm chart', 'image:\n  repository: nginx\n  tag: a\nservice:\n  port: 80\n'],
  ['a configuration of Prometheus', 'global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: a\n'],
  ['a file of rules of Prometheus', 'groups:\n  - name: a\n    rules:\n      - alert: Slow\n        expr: up == 0\n'],
  ['a configuration of the Alertmanager', 'route:\n  receiver: a\nreceivers:\n  - name: a\n'],
  ['metrics of Prometheus', '# HELP up Whether it is up\n# TYPE up gauge\nup 1\n'],
  ['a text in prose', 'Please test the shop, and the orders too.\nIt should be fast, at least on Mondays.\n'],
  ['a text in prose', '# Notes\n\nThe login takes a name and a password (see below).\n\n1. Log in\n2. Buy something\n'],
  ['a Docker Compose file', 'services:\n  web:\n    image: nginx\n'],
  ['a Kubernetes manifest', 'apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: ConfigMap\n'],
  ['a workflow of GitHub Actions', 'name: CI\non: push\njobs:\n  test:\n    runs-on: x\n'],
  ['a Terraform file', 'resource "aws_instance" "web" {\n  ami = "x"\n}\n'],
  ['a settings file of TypeScript', '{\n  // strict\n  "compilerOptions": {}\n}'],
  ['a GeoJSON file', '{"type":"FeatureCollection","features":[]}'],
  ['the log of a web server', '127.0.0.1 - - [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.1" 200 2326\n'],
  ['a log', '2026-01-01 10:00:00,123 INFO a, b\n2026-01-01 10:00:01,000 ERROR c, d\n'],
  ['a log', '{"level":"info","msg":"a"}\n{"level":"info","msg":"b"}\n'],
  ['a file of environment variables', '# local\nBASE_URL=https://a.test\nAPI_KEY=abc\n'],
  [
    'a file of targets of vegeta in JSON',
    '{"method":"GET","url":"https://a.test/a"}\n{"method":"GET","url":"https://a.test/b"}\n',
  ],
  ['a list of addresses', 'https://a.test/a\nhttps://a.test/b\n'],
])('%s', (name, text) => {
  expect(refusal(text)).toMatch(new RegExp(`^This is ${name}.*which Onrush does not read\\. \\w.*\\.$`));
});

test('a table is still recognised as one, and a few words are not', () => {
  expect(refusal('name, likes, town, age, note\nAda, tea, London, old, kind\n')).toContain('a table of values');
  expect(refusal('hello there')).toContain('is not a file that Onrush can read');
  expect(refusal('name: A shop that is nice\ntext: Some words to read here\n')).toContain('YAML of another kind');
});

test('a set of values is recognised as one with any names', () => {
  expect(refusal('{"local":{"services":"a","kind":"b","apiVersion":"1"}}')).toContain('an environment file of an HTTP client');
});

test('any long text is judged quickly', () => {
  const begun = performance.now();
  for (const part of [' \n', '#\n', 'A=\n', 'GET http:\n', '- - ', 'query a', '@a ', '<!--', 'type A ', '\t', '2026-01-01 '])
    for (const head of ['', 'GIF', '<']) expect(refusal(`${head}${part.repeat(20_000)}!`)).toMatch(/\.$/);
  expect(performance.now() - begun).toBeLessThan(5000);
});
