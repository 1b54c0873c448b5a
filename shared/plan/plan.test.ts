import { expect, test } from 'vitest';
import { parsePlan } from './plan-parse.ts';
import { problemsOf } from './test-problems.ts';

const STEP = { url: 'http://127.0.0.1:8080/' };
const LOAD = { model: 'iterations', iterations: 1000, vus: 50 };
const MINIMAL = { version: 1, scenarios: [{ steps: [STEP] }], load: LOAD };

function withStep(step: object): unknown {
  return { ...MINIMAL, scenarios: [{ steps: [{ ...STEP, ...step }] }] };
}

test.each<[string, unknown, string]>([
  ['nothing', {}, 'version: Write "version": 2.'],
  ['a text', 'plan', ': Write an object here.'],
  ['null', null, ': Write an object here.'],
  ['an unknown field', { ...MINIMAL, laod: 1 }, 'laod: A plan has no field "laod" here. Remove it or check its spelling.'],
  [
    'an unknown field of a step',
    withStep({ mehtod: 'GET' }),
    'scenarios[0].steps[0].mehtod: A plan has no field "mehtod" here. Did you mean "method"?',
  ],
  [
    'a number for a text',
    withStep({ body: 5 }),
    'scenarios[0].steps[0].body: Write a string, or an object with "json", "form", "multipart", "file" or "graphql".',
  ],
  [
    'no URL',
    { ...MINIMAL, scenarios: [{ steps: [{}] }] },
    'scenarios[0].steps[0].url: Write the URL to load, such as http://127.0.0.1:8080/.',
  ],
  ['no scenarios', { ...MINIMAL, scenarios: [] }, 'scenarios: A plan needs at least one scenario.'],
  ['no steps', { ...MINIMAL, scenarios: [{ steps: [] }] }, 'scenarios[0].steps: A scenario needs at least one step.'],
  [
    'a URL without scheme',
    withStep({ url: 'localhost:8080/x' }),
    'scenarios[0].steps[0].url: A URL begins with http:// or https://. Did you mean http://localhost:8080/x?',
  ],
  [
    'another scheme',
    withStep({ url: 'ftp://a.example/' }),
    'scenarios[0].steps[0].url: Onrush speaks http:// and https://, not ftp://.',
  ],
  [
    'no host',
    withStep({ url: 'http:///x' }),
    'scenarios[0].steps[0].url: The URL names no host. Write for example http://127.0.0.1:8080/.',
  ],
  [
    'a bad host',
    withStep({ url: 'http://a b/' }),
    'scenarios[0].steps[0].url: "a b" is not a host. Write for example 127.0.0.1:8080.',
  ],
  [
    'a bad port',
    withStep({ url: 'http://a:99999/' }),
    'scenarios[0].steps[0].url: "99999" is not a port. Write a number from 1 to 65535.',
  ],
  [
    'a user in the URL',
    withStep({ url: 'http://a:b@c/' }),
    'scenarios[0].steps[0].url: Leave user and password out of the URL; give them as authentication instead.',
  ],
  [
    'a space in the path',
    withStep({ url: 'http://a/b c' }),
    'scenarios[0].steps[0].url: A URL has no spaces; write %20 instead.',
  ],
  [
    'a method with a space',
    withStep({ method: 'GET /' }),
    'scenarios[0].steps[0].method: Write an HTTP method such as GET or POST, without spaces.',
  ],
  [
    'CONNECT',
    withStep({ method: 'connect' }),
    'scenarios[0].steps[0].method: CONNECT opens a tunnel and cannot be loaded; choose another method.',
  ],
  [
    'a header of the connection',
    withStep({ headers: { 'Content-Length': '1' } }),
    'scenarios[0].steps[0].headers.Content-Length: Onrush writes the header "Content-Length" itself. Remove it.',
  ],
  [
    'a header name with a space',
    withStep({ headers: { 'a b': '1' } }),
    'scenarios[0].steps[0].headers.a b: "a b" is not a header name. Use letters, digits and dashes.',
  ],
  [
    'a header value of two lines',
    withStep({ headers: { a: '1\r\nb: 2' } }),
    'scenarios[0].steps[0].headers.a: The value of "a" has a character a header cannot carry.',
  ],
  [
    'an unknown model',
    { ...MINIMAL, load: { model: 'x' } },
    'load.model: Choose a load model: "iterations", "closed" or "open".',
  ],
  [
    'no iterations',
    { ...MINIMAL, load: { ...LOAD, iterations: 0 } },
    'load.iterations: Write a whole number of iterations from 1 to 4,000,000,000.',
  ],
  ['half a VU', { ...MINIMAL, load: { ...LOAD, vus: 0.5 } }, 'load.vus: Write a whole number of virtual users from 1 to 50,000.'],
  [
    'too many VUs',
    { ...MINIMAL, load: { ...LOAD, vus: 50_001 } },
    'load.vus: Write a whole number of virtual users from 1 to 50,000.',
  ],
  [
    'a bad duration',
    { ...MINIMAL, load: { model: 'closed', stages: [{ duration: 'soon', target: 1 }] } },
    'load.stages[0].duration: "soon" is not a duration. Write a duration such as 10s, 2m or 250ms.',
  ],
  [
    'another law of arrivals',
    { ...MINIMAL, load: { model: 'open', arrivals: 'random', stages: [{ duration: '1s', target: 1 }] } },
    'load.arrivals: Write "even" or "poisson". Did you mean "poisson"?',
  ],
  [
    'a seed that is not a whole number',
    { ...MINIMAL, load: { model: 'open', arrivals: 'poisson', seed: 1.5, stages: [{ duration: '1s', target: 1 }] } },
    'load.seed: Write a whole number from 0 to 4,294,967,295 as the seed.',
  ],
  [
    'stages of no length',
    { ...MINIMAL, load: { model: 'closed', stages: [{ duration: 0, target: 1 }] } },
    'load.stages: The stages last 0 s together, so nothing would be sent. Give one a duration.',
  ],
  [
    'a stage of a year',
    { ...MINIMAL, load: { model: 'closed', stages: [{ duration: '8760h', target: 1 }] } },
    'load.stages[0].duration: The longest duration is 7 days (168h).',
  ],
  [
    'a negative target',
    { ...MINIMAL, load: { model: 'open', stages: [{ duration: '1s', target: -1 }] } },
    'load.stages[0].target: Write an arrival rate from 0 to 1,000,000 a second.',
  ],
  [
    'targets of zero',
    { ...MINIMAL, load: { model: 'open', stages: [{ duration: '1s', target: 0 }] } },
    'load.stages: Every target is 0, so nothing would be sent. Raise one.',
  ],
  [
    'stages longer than a week together',
    {
      ...MINIMAL,
      load: {
        model: 'closed',
        stages: [
          { duration: '100h', target: 1 },
          { duration: '100h', target: 1 },
        ],
      },
    },
    'load.stages: The stages last longer than 7 days together. Shorten them.',
  ],
  [
    'a threshold that ends early',
    { ...MINIMAL, thresholds: ['p(99) <'] },
    'thresholds[0]: Column 8: write a number here, such as 250ms.',
  ],
])('%s is refused with its place', (_, input, problem) => {
  expect(problemsOf(input)).toContain(problem);
});

test('a name is one line, so that nothing in it can end or rewrite a line of a table or a terminal', () => {
  const steps = [{ name: 'log\r\nin\u001b[2J', url: 'http://127.0.0.1/' }];
  const plan = {
    version: 2,
    name: ' a\nb\u2028c\u0000 ',
    scenarios: [{ name: '\tbuy\u0085', steps }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  };
  const parsed = parsePlan(plan);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const { name, scenarios } = parsed.value;
  expect([name, scenarios[0]?.name, scenarios[0]?.steps[0]?.name]).toEqual(['a b c', 'buy', 'log in [2J']);
});
