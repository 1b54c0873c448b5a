// JMeter test plans: scopes, loads, data files, extractors, assertions and timers.
import { expect, test } from 'vitest';
import { made, refusal } from '../imported/test-import.ts';

function element(
  tag: string,
  name: string,
  properties: Readonly<Record<string, string>> = {},
  rest = '',
  attributes = '',
): string {
  const texts = Object.entries(properties).map(([key, value]) => `<stringProp name="${key}">${value}</stringProp>`);
  return `<${tag} testclass="${tag}" testname="${name}" ${attributes}>${texts.join('')}${rest}</${tag}>`;
}

function sampler(name: string, properties: Readonly<Record<string, string>>, below = '', rest = '', attributes = ''): string {
  const all = Object.fromEntries(Object.entries(properties).map(([key, value]) => [`HTTPSampler.${key}`, value]));
  return `${element('HTTPSamplerProxy', name, all, rest, attributes)}<hashTree>${below}</hashTree>`;
}

function plan(inner: string): string {
  return `<?xml version="1.0"?>\n<jmeterTestPlan version="1.2"><hashTree>${element('TestPlan', 'Shop')}<hashTree>${inner}</hashTree></hashTree></jmeterTestPlan>`;
}

function group(
  inner: string,
  properties: Readonly<Record<string, string>> = { 'ThreadGroup.num_threads': '5', 'LoopController.loops': '3' },
): string {
  return `${element('ThreadGroup', 'Users', properties)}<hashTree>${inner}</hashTree>`;
}

const ARGUMENT =
  '<collectionProp name="Arguments.arguments"><elementProp name="q"><stringProp name="Argument.name">q</stringProp><stringProp name="Argument.value">a b</stringProp><boolProp name="HTTPArgument.always_encode">true</boolProp></elementProp></collectionProp>';

test('defaults and headers apply to the elements in their scope', () => {
  const headers = (value: string): string =>
    `${element('HeaderManager', 'h', {}, `<collectionProp name="HeaderManager.headers"><elementProp name=""><stringProp name="Header.name">X-A</stringProp><stringProp name="Header.value">${value}</stringProp></elementProp></collectionProp>`)}<hashTree/>`;
  const defaults = `${element('ConfigTestElement', 'd', { 'HTTPSampler.domain': 'shop.test', 'HTTPSampler.port': '8443', 'HTTPSampler.protocol': 'https' })}<hashTree/>`;
  const { plan: read } = made(
    plan(
      defaults +
        group(
          headers('outer') +
            sampler('A', { path: 'list', method: 'GET' }, '', ARGUMENT) +
            sampler('B', { path: '/b', method: 'POST' }, headers('inner'), ARGUMENT),
        ),
    ),
  );
  expect(read.scenarios[0]?.steps).toMatchObject([
    { name: 'A', url: 'https://shop.test:8443/list?q=a+b', headers: { 'X-A': 'outer' } },
    { name: 'B', method: 'POST', body: 'q=a+b', headers: { 'X-A': 'inner' } },
  ]);
});

test('the load of the thread groups is read', () => {
  const one = sampler('A', { domain: '127.0.0.1', port: '9', path: '/' });
  const load = (properties: Readonly<Record<string, string>>): unknown => made(plan(group(one, properties))).plan.load;
  expect(load({ 'ThreadGroup.num_threads': '5', 'LoopController.loops': '3' })).toMatchObject({
    model: 'iterations',
    iterations: 15,
    vus: 5,
  });
  expect(
    load({
      'ThreadGroup.num_threads': '5',
      'LoopController.loops': '-1',
      'ThreadGroup.scheduler': 'true',
      'ThreadGroup.duration': '60',
      'ThreadGroup.ramp_time': '10',
    }),
  ).toMatchObject({
    model: 'closed',
    startTarget: 0,
    stages: [
      { duration: 10_000, target: 5 },
      { duration: 50_000, target: 5 },
    ],
  });
});

test('variables, functions, data files, extractors, assertions and timers are read', () => {
  const variables = `${element('Arguments', 'v', {}, '<collectionProp name="Arguments.arguments"><elementProp name="host"><stringProp name="Argument.name">host</stringProp><stringProp name="Argument.value">${__P(host,127.0.0.1:9)}</stringProp></elementProp></collectionProp>')}<hashTree/>`;
  const data = `${element('CSVDataSet', 'c', { filename: 'users.csv', variableNames: 'login,pw', delimiter: ',', recycle: 'false' })}<hashTree/>`;
  const below = [
    element('RegexExtractor', 'r', {
      'RegexExtractor.refname': 'csrf',
      'RegexExtractor.regex': 'name=&quot;csrf&quot; value=&quot;([^&quot;]+)&quot;',
      'RegexExtractor.template': '$1$',
      'RegexExtractor.match_number': '1',
      'RegexExtractor.default': 'NOT_FOUND',
    }),
    element('JSONPostProcessor', 'j', {
      'JSONPostProcessor.referenceNames': 'id;name',
      'JSONPostProcessor.jsonPathExprs': '$.id;$.name',
      'JSONPostProcessor.match_numbers': '1;0',
    }),
    element(
      'ResponseAssertion',
      'a',
      { 'Assertion.test_field': 'Assertion.response_data', 'Assertion.test_type': '16' },
      '<collectionProp name="Asserion.test_strings"><stringProp name="1">ok</stringProp></collectionProp>',
    ),
    element(
      'ResponseAssertion',
      's',
      { 'Assertion.test_field': 'Assertion.response_code', 'Assertion.test_type': '8' },
      '<collectionProp name="Asserion.test_strings"><stringProp name="1">200</stringProp></collectionProp>',
    ),
    element('UniformRandomTimer', 't', { 'ConstantTimer.delay': '1000', 'RandomTimer.range': '500.0' }),
  ]
    .map((one) => `${one}<hashTree/>`)
    .join('');
  const { plan: read, leftOut } = made(
    plan(
      variables +
        data +
        group(
          sampler('A', { domain: '${host}', path: '/a?u=${login}&amp;g=${__UUID()}', method: 'GET' }) +
            sampler('B', { domain: '${host}', path: '/b' }, below),
        ),
    ),
  );
  expect(read.variables).toMatchObject({ host: '127.0.0.1:9' });
  expect(read.data).toMatchObject([{ name: 'users', file: 'users.csv', onEnd: 'stop', delimiter: ',' }]);
  const [a, b] = read.scenarios[0]?.steps ?? [];
  expect(a).toMatchObject({ url: 'http://{{host}}/a?u={{users.login}}&g={{$guid}}', think: [1000, 1500] });
  expect(b).toMatchObject({
    extract: {
      csrf: { regex: 'name="csrf" value="([^"]+)"', group: 1 },
      id: { json: '$.id' },
      name: { json: '$.name', pick: 'random' },
    },
    checks: [{ body: 'contains', value: 'ok' }, { status: 200 }],
  });
  expect(leftOut.join('\n')).toContain('The data file users.csv needs a first line with the names of its columns: login,pw.');
});

test('disabled elements are not imported, and controllers are flattened and named', () => {
  const off = sampler('Off', { domain: '127.0.0.1', path: '/off' }, '', '', 'enabled="false"');
  const controller = `${element('LoopController', 'Loop')}<hashTree>${sampler('In', { domain: '127.0.0.1', path: '/in' })}</hashTree>`;
  const { plan: read, leftOut } = made(plan(group(off + controller)));
  expect(read.scenarios[0]?.steps.map(({ name }) => name)).toEqual(['In']);
  expect(leftOut).toContain('Not carried over: Loop Controller.');
  expect(refusal(plan(group(off)))).toBe('This JMeter test plan has thread groups, but no enabled HTTP request in them.');
  expect(refusal(plan(''))).toBe('This JMeter test plan has no thread group.');
});

test('a pause before the only request is moved after it, and timers of another kind are named', () => {
  const timers = [
    element('ConstantTimer', 't', { 'ConstantTimer.delay': '300' }),
    element('ConstantThroughputTimer', 'c', { throughput: '60' }),
  ];
  const below = timers.map((one) => `${one}<hashTree/>`).join('');
  const { plan: read, leftOut } = made(plan(group(sampler('A', { domain: 'shop.test', path: '/' }, below))));
  expect(read.scenarios[0]?.steps).toMatchObject([{ think: 300 }]);
  expect(leftOut).toContain('Not carried over: Constant Throughput Timer.');
});

function judged(...elements: readonly string[]): { readonly step: unknown; readonly leftOut: readonly string[] } {
  const below = elements.map((one) => `${one}<hashTree/>`).join('');
  const { plan: read, leftOut } = made(plan(group(sampler('A', { domain: 'shop.test', path: '/' }, below))));
  return { step: read.scenarios[0]?.steps[0], leftOut };
}

function assertion(field: string, type: number, ...texts: readonly string[]): string {
  const strings = texts.map((text) => `<stringProp name="1">${text}</stringProp>`).join('');
  return element(
    'ResponseAssertion',
    field,
    { 'Assertion.test_field': `Assertion.${field}`, 'Assertion.test_type': String(type) },
    `<collectionProp name="Asserion.test_strings">${strings}</collectionProp>`,
  );
}

test('extractors and assertions without settings are named, and the request is kept', () => {
  const { step, leftOut } = judged(
    element('RegexExtractor', 'Empty regex', { 'RegexExtractor.refname': '', 'RegexExtractor.regex': '' }),
    element('JSONPostProcessor', 'Empty JSON', {
      'JSONPostProcessor.referenceNames': 'a',
      'JSONPostProcessor.jsonPathExprs': '',
    }),
    element('BoundaryExtractor', 'Empty boundary', { 'BoundaryExtractor.refname': 'b' }),
    element('HtmlExtractor', 'Empty CSS', {}),
    element('JSONPathAssertion', 'Empty path', { JSON_PATH: '$.' }),
    element('DurationAssertion', 'No limit', { 'DurationAssertion.duration': '' }),
    element('JSONPostProcessor', 'Jayway', {
      'JSONPostProcessor.referenceNames': 'n',
      'JSONPostProcessor.jsonPathExprs': '$.items.length()',
    }),
  );
  expect(step).not.toHaveProperty('extract');
  expect(step).not.toHaveProperty('checks');
  for (const name of ['Empty regex', 'Empty JSON', 'Empty boundary', 'Empty CSS', 'Empty path', 'No limit'])
    expect(leftOut.filter((one) => one.includes(`“${name}”`))).toHaveLength(1);
  expect(leftOut.join('\n')).toContain('A: the value “n” was not carried over: ');
});

test('values of one header, of a cookie and by a simple JMESPath are read', () => {
  const header = (refname: string, regex: string): string =>
    element('RegexExtractor', refname, {
      'RegexExtractor.refname': refname,
      'RegexExtractor.regex': regex,
      'RegexExtractor.template': '$1$',
      'RegexExtractor.useHeaders': 'true',
    });
  const { step } = judged(
    header('all', 'Location: (.+)'),
    header('code', 'Location: .*code=([^&amp;]+)'),
    header('sid', 'Set-Cookie: sid=([^;]+)'),
    element('JMESPathExtractor', 'm', { 'JMESExtractor.referenceName': 'id', 'JMESExtractor.jmesPathExpr': 'items[0].id' }),
  );
  expect(step).toMatchObject({
    extract: {
      all: { header: 'Location' },
      code: { header: 'Location', part: '.*code=([^&]+)' },
      sid: { cookie: 'sid' },
      id: { json: '$.items[0].id' },
    },
  });
});

test('assertions on any of several texts, on classes of statuses, on headers and on JSON are read', () => {
  const { step, leftOut } = judged(
    assertion('response_code', 2, '2\\d\\d|304'),
    assertion('response_code', 40, '200', '201'),
    assertion('response_data', 48, 'a.b', 'c'),
    assertion('response_data', 1, '\\{.*\\}'),
    assertion('response_headers', 16, 'Content-Type: text/html'),
    assertion('response_data', 52, 'x', 'y'),
    element('JSONPathAssertion', 'n', { JSON_PATH: '$.n', JSONVALIDATION: 'true', EXPECTED_VALUE: '5', ISREGEX: 'false' }),
    element('JSONPathAssertion', 'z', { JSON_PATH: '$.z', JSONVALIDATION: 'true', EXPECT_NULL: 'true' }),
  );
  expect(step).toMatchObject({
    checks: [
      { status: ['2xx', 304] },
      { status: [200, 201] },
      { body: 'matches', value: 'a\\.b|c' },
      { body: 'matches', value: '^(?:\\{.*\\})$' },
      { header: 'Content-Type', contains: 'text/html' },
      { json: '$.n', is: 5 },
      { json: '$.z', is: null },
    ],
  });
  expect(leftOut.filter((one) => one.includes('not carried over'))).toEqual([
    '“A”: the assertion “response_data” was not carried over.',
  ]);
});
