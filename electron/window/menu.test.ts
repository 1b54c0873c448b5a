// The menu as its users expect it on each system, and that each of its items does something.
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { SHORTCUTS } from '../../renderer/shortcuts/shortcuts.ts';
import type { MenuAction } from '../../shared/menu-action.ts';
import type { NewerVersion } from '../../shared/newer-version.ts';
import { menuTemplate } from './menu.ts';

const PLANS = Array.from({ length: 12 }, (_, at) => ({ id: `p ${at}`, name: `Plan & ${at}` }));

function menu(
  platform: NodeJS.Platform,
  plans = PLANS,
  newer: NewerVersion | null = null,
): { items: readonly MenuItemConstructorOptions[]; asked: MenuAction[]; done: string[] } {
  const asked: MenuAction[] = [];
  const done: string[] = [];
  const items = menuTemplate({
    platform,
    plans,
    newer,
    askPage: (action) => asked.push(action),
    openFile: () => done.push('open'),
    showLog: () => done.push('log'),
    showCrashes: () => done.push('crashes'),
    lookForNewer: () => done.push('newer'),
    about: () => done.push('about'),
  });
  return { items, asked, done };
}

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

test.each([
  ['darwin', ['Onrush', '&File', '&Edit', '&View', '&Run', '&Window', '&Help']],
  ['win32', ['&File', '&Edit', '&View', '&Run', '&Window', '&Help']],
  ['linux', ['&File', '&Edit', '&View', '&Run', '&Window', '&Help']],
] as const)('the menu %s has the items %j', (platform, labels) => {
  expect(menu(platform).items.map(({ label }) => label)).toEqual(labels);
});

test.each(['darwin', 'win32', 'linux'] as const)(
  'on %s there are items to quit, to close, to reload and for About',
  (platform) => {
    const roles = flat(menu(platform).items).map(({ role }) => role);
    expect(roles).toEqual(expect.arrayContaining(['quit', 'close', 'reload', 'copy', 'paste', 'minimize', 'togglefullscreen']));
    expect(flat(menu(platform).items).filter(({ label }) => label === 'About Onrush')).toHaveLength(1);
  },
);

test('every item either has a role or does something that the page knows', () => {
  const { items, asked, done } = menu('linux');
  for (const item of flat(items)) {
    if (item.type === 'separator' || item.role !== undefined || item.submenu !== undefined) continue;
    expect([item.label, typeof item.click]).toEqual([item.label, 'function']);
    item.click?.({} as never, undefined, {});
  }
  expect(done.toSorted()).toEqual(['about', 'crashes', 'log', 'newer', 'open']);
  const shortcuts = asked.flatMap((action) => (action.kind === 'press' ? [action.shortcut] : []));
  expect(shortcuts.length).toBeGreaterThan(12);
  expect(shortcuts.filter((id) => !Object.hasOwn(SHORTCUTS, id))).toEqual([]);
  const screens = asked.flatMap((action) => (action.kind === 'go' ? (action.fragment.split('/')[1] ?? []) : []));
  expect(new Set(screens)).toEqual(
    new Set(['', 'plans', 'runs', 'compare', 'settings', 'help', 'import', 'record', 'find-capacity', 'demo']),
  );
});

test('the keys of an item are the same as in the page', () => {
  const { items, asked } = menu('linux');
  for (const item of flat(items)) {
    if (item.accelerator === undefined || item.click === undefined) continue;
    asked.length = 0;
    item.click({} as never, undefined, {});
    const [action] = asked;
    if (action?.kind !== 'press' || action.shortcut === 'search') continue;
    const { keys } = SHORTCUTS[action.shortcut as keyof typeof SHORTCUTS];
    expect(item.accelerator.replace('CmdOrCtrl', 'Ctrl')).toBe(keys);
  }
});

test('no two items have the same keys', () => {
  for (const platform of ['darwin', 'win32', 'linux'] as const) {
    const keys = flat(menu(platform).items).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('the ten latest plans are listed with their full names', () => {
  const recent = flat(menu('linux').items).find(({ label }) => label === 'Recent Plans');
  const labels = (recent!.submenu as MenuItemConstructorOptions[]).map(({ label }) => label);
  expect([labels.length, labels[0]]).toEqual([10, 'Plan && 0']);
  expect(flat(menu('linux', []).items).find(({ label }) => label === 'Recent Plans')).toMatchObject({ enabled: false });
});

test.each([
  [null, 'Check for a Newer Version…'],
  ['available', 'Version 1.2.3 Is Available…'],
  ['downloading', 'Downloading Version 1.2.3…'],
  ['ready', 'Restart to Update to 1.2.3…'],
] as const)('a newer version that is %s is "%s" in the menu Help', (state, label) => {
  const { items, done } = menu('win32', PLANS, state === null ? null : { version: '1.2.3', state, share: 0.4 });
  const found = flat(items).find((item) => item.label === label);
  found?.click?.({} as never, undefined, {});
  expect(done).toEqual(['newer']);
});

/** The labels and roles of a menu, from the top. */
function wordsOf(platform: NodeJS.Platform, label: string): readonly string[] {
  const items = menu(platform).items.find((item) => item.label === label)?.submenu;
  return Array.isArray(items) ? items.map(({ label, role, type }) => label ?? role ?? type ?? '') : [];
}

test('each system has its own items where its users look for them', () => {
  expect(wordsOf('darwin', 'Onrush').slice(0, 4)).toEqual([
    'About Onrush',
    'Check for a Newer Version…',
    'separator',
    'Settings…',
  ]);
  expect(wordsOf('darwin', '&Help')).not.toContain('Check for a Newer Version…');
  expect(wordsOf('darwin', '&File')).not.toContain('Settings');
  for (const system of ['win32', 'linux'] as const) {
    expect(wordsOf(system, '&File').slice(-3)).toEqual(['Settings', 'separator', 'quit']);
    expect(wordsOf(system, '&Help').slice(-3)).toEqual(['Check for a Newer Version…', 'separator', 'About Onrush']);
    expect(wordsOf(system, '&Window')).toEqual(['minimize', 'close']);
  }
  // On Windows nothing but Alt+F4 quits, and the key of help is one that a Mac uses for the screen.
  const keysOf = (platform: NodeJS.Platform, label: string): unknown =>
    flat(menu(platform).items).find((item) => item.label === label || item.role === label)?.accelerator;
  expect([keysOf('win32', 'quit'), keysOf('win32', 'Onrush Help'), keysOf('darwin', 'Onrush Help')]).toEqual([
    undefined,
    'F1',
    'Cmd+?',
  ]);
});

test('no menu begins or ends with a line, or has two in a row', () => {
  for (const platform of ['darwin', 'win32', 'linux'] as const)
    for (const { label, submenu } of menu(platform).items) {
      const kinds = Array.isArray(submenu) ? submenu.map(({ type }) => (type === 'separator' ? '-' : 'x')).join('') : '';
      expect([label, kinds]).toEqual([label, expect.stringMatching(/^x+(?:-x+)*$/)]);
    }
});
