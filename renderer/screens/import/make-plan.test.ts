// @vitest-environment happy-dom
// What is shown if a plan that was read from a file cannot be saved.
import { expect, test } from 'vitest';
import { fail } from '../../../shared/errors.ts';
import { examplePlan } from '../../../shared/test-example-run.ts';
import { TestBridge } from '../../test-bridge.ts';

const bridge = new TestBridge({});
bridge.install();
const { saveImportedPlan } = await import('./make-plan.ts');

test('without a key store it says how to import the plan anyway', async () => {
  bridge.replies = { 'secrets.set': () => fail('write_failed', 'The key store of this system is not available.') };
  const result = {
    plan: examplePlan({}),
    files: [],
    requests: [],
    values: [],
    secretValues: { TOKEN: 'x' },
    notTicked: [],
    notes: [],
  };
  const failure = await saveImportedPlan(result as unknown as Parameters<typeof saveImportedPlan>[0], new Set(['TOKEN']));
  expect(failure?.message).toBe(
    'The key store of this system is not available. To import the plan without it, untick “Store the recorded value of TOKEN on this computer”.',
  );
});
