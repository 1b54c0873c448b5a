import { expect, test } from 'vitest';
import type { RunRow } from '../../shared/run.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { matchItems, paletteItems } from './palette-items.ts';
import type { ShortcutId } from './shortcuts.ts';

const PARSED = parsePlan({
  version: 1,
  name: 'Product list',
  scenarios: [{ steps: [{ url: 'http://127.0.0.1/' }] }],
  load: { model: 'iterations', iterations: 10, vus: 1 },
});

function itemsOf(active: readonly ShortcutId[], plans = 1) {
  if (!PARSED.ok) throw new Error(PARSED.failure.message);
  const { value: plan } = PARSED;
  const rows = Array.from({ length: plans }, (_, id) => ({ id: `p${id}`, plan, savedAt: 0 }));
  return paletteItems({ active, plans: rows, runs: [] satisfies readonly RunRow[], dateWords: () => '' });
}

const namesOf = (query: string, active: readonly ShortcutId[] = []): readonly string[] =>
  matchItems(itemsOf(active), query, 9).map(({ name }) => name);

test('a few letters of each word find a command', () => {
  expect(namesOf('set')).toEqual(['Go to Settings']);
  expect(namesOf('ru prod')).toEqual(['Run plan “Product list”']);
  expect(namesOf('capacity')).toEqual(['Find the capacity of a target']);
  expect(namesOf('the dark')).toEqual(['Theme: dark']);
  expect(namesOf('nothing so')).toEqual([]);
});

test('commands of the screen come first, and only while they are possible', () => {
  expect(namesOf('stop', ['run.stop'])).toEqual(['Stop; twice cancels what is in flight']);
  expect(namesOf('stop')).toEqual([]);
});

test('a group shows no more than the requested number', () => {
  const found = matchItems(itemsOf([], 100), '', 5);
  expect(found.filter(({ group }) => group === 'Plans')).toHaveLength(5);
});

test('commands that send load come after those that only open something', () => {
  const items = itemsOf(['run.stop'], 3);
  const kinds = items.map(({ command }) => command.kind);
  expect(kinds.slice(-3)).toEqual(['run-plan', 'run-plan', 'run-plan']);
  expect(kinds.indexOf('run-plan')).toBe(items.length - 3);
});
