// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import { TestBridge } from '../../../test-bridge.ts';

new TestBridge({}).install();
const { lastTryOf } = await import('./last-try.ts');

test('the values of a data row are shown, except the password', () => {
  const data = [
    [
      { name: 'users.email', value: 'ann@example.com' },
      { name: 'users.password', value: 'open-sesame' },
    ],
  ];
  const { values } = lastTryOf({
    tryId: 't',
    plan: examplePlan(),
    state: 'ended',
    steps: [],
    data,
    hasPauses: false,
    failure: null,
  });
  expect(Object.fromEntries(values)).toEqual({ 'users.email': 'ann@example.com', 'users.password': '(hidden)' });
});
