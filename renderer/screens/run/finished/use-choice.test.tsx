// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test, vi } from 'vitest';
import { EVERYTHING } from '../../../../shared/sample-query.ts';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import type { Selection } from '../../../live-run/live-run-selection.ts';
import { anyOutcome, narrowingWords, useChoice, withoutNarrowing, type Choice } from './use-choice.ts';

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

async function choose(
  ...changes: ((choice: Choice) => void)[]
): Promise<{ readonly choice: Choice; readonly heard: Selection[] }> {
  const heard: Selection[] = [];
  const shown: Choice[] = [];
  function Chooser() {
    shown.push(useChoice('all', (selection) => heard.push(selection)));
    return null;
  }
  const root = createRoot(document.createElement('div'));
  await act(async () => root.render(<Chooser />));
  for (const change of changes) await act(async () => change(last(shown)));
  const choice = last(shown);
  await act(async () => root.unmount());
  return { choice, heard };
}

function last(choices: readonly Choice[]): Choice {
  const choice = choices.at(-1);
  if (choice === undefined) throw new Error('Nothing was rendered.');
  return choice;
}

test('a filter of the table also applies to the charts and figures', async () => {
  const duration = { measure: 'service_time', atLeast: 200, atMost: null } as const;
  const { choice } = await choose(({ onFilter }) => onFilter({ ...EVERYTHING, steps: [2], duration, text: ' reset ' }));
  expect(choice.stretch.filter).toEqual({ ...EVERYTHING, steps: [2], duration, text: 'reset' });
  expect(choice.stretch.isNarrowed).toBe(true);
});

test('a window or a kind of request alone is not a filter, and only the table shows the warm-up', async () => {
  const { choice, heard } = await choose(
    ({ stretch }) => stretch.onSelection('failed'),
    ({ stretch }) => stretch.onWindow({ from: 1, to: 2 }),
    ({ filter, onFilter }) => onFilter({ ...filter, warmup: 'include' }),
  );
  expect(choice.stretch.isNarrowed).toBe(false);
  expect(choice.filter.warmup).toBe('include');
  expect(choice.stretch.filter).toEqual({ ...EVERYTHING, kind: 'failed', window: { by: 'ended', from: 1, to: 2 } });
  expect(heard).toEqual(['failed']);
});

test('requests by due time move the window to it', async () => {
  const { choice } = await choose(
    ({ stretch }) => stretch.onWindow({ from: 1, to: 2 }),
    ({ stretch }) => stretch.onPlacement('due'),
  );
  expect(choice.filter.window).toEqual({ by: 'due', from: 1, to: 2 });
});

test('the choices are of the same step, with any outcome', () => {
  const filter = { ...EVERYTHING, kind: 'failed' as const, steps: [1], statuses: [503], outcomes: ['http_5xx' as const] };
  expect(anyOutcome(filter)).toEqual({ ...EVERYTHING, steps: [1] });
});

test('the filter is described in words, and can be removed without the window and the kind', () => {
  const window = { by: 'ended', from: 1, to: 2 } as const;
  const filter = { ...EVERYTHING, window, kind: 'failed' as const, steps: [0], text: 'reset' };
  expect(narrowingWords(filter, examplePlan())).toBe('GET /, “reset”');
  expect(withoutNarrowing(filter)).toEqual({ ...EVERYTHING, window, kind: 'failed' });
});
