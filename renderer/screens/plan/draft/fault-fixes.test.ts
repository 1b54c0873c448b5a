// Each problem that has an obvious remedy is fixed with one press.
import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import { draftOf, newThreshold, type Draft } from './draft.ts';
import { newExtract } from './draft-extract.ts';
import { judgeDraft } from './draft-faults.ts';
import { newScenario, newStep } from './draft-scenario.ts';
import { faultFixes } from './fault-fixes.ts';

const URL = 'http://127.0.0.1/';
const PLAN = examplePlan({
  version: 2,
  data: [{ name: 'users', file: 'users.csv' }],
  environments: { staging: {} },
  scenarios: [
    {
      name: 'buy',
      steps: [
        { name: 'one', url: URL },
        { name: 'two', url: URL, extract: { token: { json: '$.token' } } },
      ],
    },
    { name: 'browse', steps: [{ name: 'three', url: URL }] },
  ],
});

function stepOf(draft: Draft, at = 0) {
  return draft.scenarios[0]!.steps[at]!;
}

test.each<[string, (draft: Draft) => void, string]>([
  ['a name that nobody makes', (draft) => (stepOf(draft).url = `${URL}{{size}}`), 'Add the variable “size”'],
  ['a name in capitals', (draft) => (stepOf(draft).url = `${URL}{{API_KEY}}`), 'Add the secret “API_KEY”'],
  ['a name that is nearly one', (draft) => (stepOf(draft, 1).checks = [{ ...stepCheck(), value: '{{tokn}}' }]), 'Use “token”'],
  ['a value made later', (draft) => (stepOf(draft).url = `${URL}{{token}}`), 'Move “two” before this step'],
  [
    'loads of every scenario',
    (draft) => draft.scenarios.forEach((scenario) => (scenario.ownLoad = draft.load)),
    'Let the last scenario share this load',
  ],
  ['nothing to send again', (draft) => (draft.scenarios[0]!.refresh = '5s'), 'Leave it out'],
  [
    'rows that are not used up',
    (draft) => Object.assign(draft.sources.data[0]!, { pick: 'random', onEnd: 'stop' }),
    'Take the next row each time',
  ],
  ['a threshold where there are no checks', (draft) => draft.thresholds.push(thresholdOf('checks > 9%')), 'Remove the threshold'],
  ['an environment that is nearly one', (draft) => (draft.sources.environment = 'stagin'), 'Use “staging”'],
  [
    'two authorizations',
    (draft) => {
      stepOf(draft).headers = [{ name: 'Authorization', value: 'x' }];
      stepOf(draft).auth = { ...stepOf(draft).auth, type: 'bearer', token: 't' };
    },
    'Remove the authentication',
  ],
  [
    'a proxy and a socket',
    (draft) => Object.assign(draft.http, { proxy: 'http://a:1', socketPath: '/s' }),
    'Leave the socket out',
  ],
  ['HTTP/2 through a proxy', (draft) => Object.assign(draft.http, { proxy: 'http://a:1', version: '2' }), 'Choose automatic'],
  ['a passphrase of nothing', (draft) => (draft.tls.passphrase = 'x'), 'Remove it'],
  ...['Call it “token2”', 'Remove the variable “token”'].map((words): [string, (draft: Draft) => void, string] => [
    'two things of one name',
    (draft) => draft.sources.variables.push({ name: 'token', value: 'x' }),
    words,
  ]),
  ['a secret of the name of a file', (draft) => draft.sources.secrets.push({ name: 'users' }), 'Call it “users2”'],
  [
    'two variables of one name',
    (draft) => draft.sources.variables.push({ name: 'a', value: '1' }, { name: 'a', value: '2' }),
    'Call it “a2”',
  ],
  [
    'a value that is taken twice',
    (draft) => stepOf(draft, 1).extract.push({ ...newExtract('token'), path: '$.other' }),
    'Call it “token2”',
  ],
  ['a circle', (draft) => draft.sources.variables.push({ name: 'a', value: 'x{{a}}' }), 'Empty “a”'],
  ['a URL without its scheme', (draft) => (stepOf(draft).url = '127.0.0.1/a'), 'Use http://127.0.0.1/a'],
])('%s is corrected with one click', (_, spoil, words) => {
  const draft = draftOf(PLAN);
  spoil(draft);
  const faults = [...judgeDraft(draft).faults];
  const fixes = faults.flatMap(([path, fault]) => faultFixes(fault, path));
  const fix = fixes.find((one) => one.words === words);
  expect([words, fixes.map((one) => one.words), faults]).toEqual([words, expect.arrayContaining([words]), faults]);
  expect([...judgeDraft(fix?.apply(draft) ?? draft).faults]).toEqual([]);
});

test('only the metric of a threshold is changed', () => {
  const draft = draftOf(PLAN);
  stepOf(draft).checks = [{ name: 'signed in', kind: 'status', place: '', relation: 'is', value: '200' }];
  draft.thresholds.push(thresholdOf('checks{"signed on"} > 99%'));
  const [[path, fault] = ['', '']] = judgeDraft(draft).faults;
  const [fix] = faultFixes(fault, path);
  expect(fix?.words).toBe('Use “signed in”');
  expect(judgeDraft(fix?.apply(draft) ?? draft).plan?.thresholds[0]?.expression).toContain('signed in');
});

test('a fault without an obvious correction offers none', () => {
  const draft = draftOf(PLAN);
  draft.scenarios.push({ ...newScenario('other'), steps: [{ ...newStep(), url: `${URL}{{token}}` }] });
  stepOf(draft).extract.push({ ...newExtract('x'), path: 'nothing' });
  for (const [path, fault] of judgeDraft(draft).faults) expect([fault, faultFixes(fault, path)]).toEqual([fault, []]);
});

function stepCheck() {
  return { name: '', kind: 'json' as const, place: '$.a', relation: 'is', value: '' };
}

function thresholdOf(expression: string) {
  return { ...newThreshold(), expression };
}
