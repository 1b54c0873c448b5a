// @vitest-environment happy-dom
// A plan that names a secret without a value asks for it before anything is sent, and nothing shows the value again.
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail } from '../../shared/errors.ts';
import type { SecretRow } from '../../shared/secret-row.ts';
import { examplePlan } from '../../shared/test-example-run.ts';
import { TestBridge } from '../test-bridge.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const bridge = new TestBridge({});
bridge.install();
const { startRun } = await import('./start-run.ts');
const { startTry } = await import('./plan-tries.ts');
const { SecretsDialog } = await import('./secrets-dialog.tsx');

const PLAN = examplePlan({ secrets: ['API_KEY', 'FROM_OUTSIDE'] });
const VALUE = 'hunter-2';
let stored: string[] = [];
let root: Root;

beforeEach(async () => {
  stored = [];
  bridge.calls.length = 0;
  bridge.replies = {
    'secrets.list': ({ names }) =>
      (names ?? []).map((name): SecretRow => ({
        name,
        state: stored.includes(name) ? 'stored' : name === 'FROM_OUTSIDE' ? 'environment' : 'missing',
      })),
    'secrets.set': ({ name }) => {
      stored.push(name);
      return null;
    },
    'runs.start': () => ({ runId: 'r1' }),
    'plans.try': () => fail('plan_invalid', 'Not in this test.'),
  };
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  root = createRoot(place);
  await act(async () =>
    root.render(
      <MantineProvider>
        <SecretsDialog />
      </MantineProvider>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
});

/** Once the host has replied which secrets are missing. */
async function asked(): Promise<HTMLInputElement> {
  await act(async () => vi.waitUntil(() => document.querySelector('input[type=password]') !== null, 30_000));
  const found = document.querySelector<HTMLInputElement>('input[type=password]');
  if (found === null) throw new Error('Nothing was asked.');
  return found;
}

function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words);
  if (found === undefined) throw new Error(`There is no button ${words}.`);
  return found;
}

async function write(input: HTMLInputElement, text: string): Promise<void> {
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

function namesOfCalls(): readonly string[] {
  return bridge.calls.map(({ name }) => name).filter((name) => name !== 'secrets.list');
}

test('a run asks for missing secrets, stores them, starts, and shows them nowhere', async () => {
  const started = startRun(PLAN, null);
  const field = await asked();
  expect(document.querySelectorAll('input')).toHaveLength(1);
  await write(field, VALUE);
  await act(async () => button('Save and go on').click());
  expect(await started).toMatchObject({ ok: true });
  expect(namesOfCalls()).toEqual(['secrets.set', 'runs.start']);
  expect(bridge.calls.find(({ name }) => name === 'secrets.set')?.input).toEqual({ name: 'API_KEY', value: VALUE });
  expect(document.documentElement.outerHTML).not.toContain(VALUE);
  await act(async () => void (await startRun(PLAN, null)));
  expect(namesOfCalls()).toEqual(['secrets.set', 'runs.start', 'runs.start']);
});

test('nothing is sent if the user has no value for a secret', async () => {
  const started = startRun(PLAN, null);
  await asked();
  await act(async () => button('Cancel').click());
  expect(await started).toBeNull();
  expect(namesOfCalls()).toEqual([]);
});

test('a value that cannot be stored says why, and the question stays', async () => {
  bridge.replies = { ...bridge.replies, 'secrets.set': () => fail('write_failed', 'The key store is not available.') };
  const tried = startTry('p1', PLAN);
  await write(await asked(), VALUE);
  await act(async () => button('Save and go on').click());
  expect(document.body.textContent).toContain('The key store is not available.');
  await act(async () => button('Cancel').click());
  await tried;
  expect(namesOfCalls()).toEqual(['secrets.set']);
});
