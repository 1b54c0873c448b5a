// What the command palette offers: the actions of the screen, places to go, every plan and every run. Pure.
import { isOver, numberedName, type PlanRow, type RunBrief } from '../../shared/run.ts';
import { THEMES, type Theme } from '../../shared/settings.ts';
import { describeLoad } from '../../shared/words.ts';
import type { Route } from '../route.ts';
import { SHORTCUTS, type ShortcutId } from './shortcuts.ts';

export type PaletteCommand =
  | { readonly kind: 'press'; readonly shortcut: ShortcutId }
  | { readonly kind: 'go'; readonly route: Route }
  | { readonly kind: 'run-plan'; readonly plan: PlanRow }
  | { readonly kind: 'stop-run'; readonly runId: string }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'demo' }
  | { readonly kind: 'demo-shop' }
  | { readonly kind: 'measure' };

/** They come last, so that a slip of the arrow keys never sends load. */
const SENDING = 'Send load';

export interface PaletteItem {
  readonly id: string;
  readonly group: 'Here' | 'Anywhere' | 'Plans' | 'Runs' | typeof SENDING;
  readonly name: string;
  readonly note: string;
  readonly command: PaletteCommand;
}

export interface PaletteSource {
  readonly active: readonly ShortcutId[];
  readonly plans: readonly PlanRow[];
  readonly runs: readonly RunBrief[];
  /** "Today 14:32" for a run. */
  readonly dateWords: (run: RunBrief) => string;
}

/** The palette's own key, and keys that only move the focus, are not listed. */
const NOT_OFFERED: ReadonlySet<ShortcutId> = new Set(['palette', 'search']);

const PLACES: readonly (readonly [name: string, route: Route])[] = [
  ['Go to Start', { screen: 'start' }],
  ['Go to Plans', { screen: 'plans', planId: null }],
  ['Go to Runs', { screen: 'runs' }],
  ['Go to Compare', { screen: 'compare', runIds: [] }],
  ['Go to the demo', { screen: 'demo' }],
  ['Go to Settings', { screen: 'settings' }],
  ['Go to Help', { screen: 'help' }],
  ['Import a HAR, Postman, OpenAPI or other file', { screen: 'import' }],
  ['Record in a browser', { screen: 'record' }],
  ['New plan', { screen: 'plans', planId: 'new' }],
  ['Find the capacity of a target', { screen: 'find-capacity' }],
];

const THEME_NAME: Readonly<Record<Theme, string>> = {
  system: 'Theme: as the system',
  dark: 'Theme: dark',
  light: 'Theme: light',
};

export function paletteItems({ active, plans, runs, dateWords }: PaletteSource): readonly PaletteItem[] {
  const pressed = active
    .filter((id) => !NOT_OFFERED.has(id))
    .map((id) =>
      item(SHORTCUTS[id].group === 'Everywhere' ? 'Anywhere' : 'Here', id, SHORTCUTS[id].name, '', {
        kind: 'press',
        shortcut: id,
      }),
    );
  const going = runs.filter((run) => !isOver(run.state));
  return [
    ...pressed.filter(({ group }) => group === 'Here'),
    ...going.map(({ id, name }) => item('Anywhere', `stop ${id}`, `Stop “${name}”`, 'going on', { kind: 'stop-run', runId: id })),
    ...PLACES.map(([name, route]) => item('Anywhere', name, name, '', { kind: 'go', route })),
    ...pressed.filter(({ group }) => group === 'Anywhere'),
    item('Anywhere', 'demo', 'Try the demo', '25 s', { kind: 'demo' }),
    item('Anywhere', 'demo shop', 'Try the demo’s journey through a shop', '', { kind: 'demo-shop' }),
    item('Anywhere', 'measure', 'Measure this computer', '2 s', { kind: 'measure' }),
    ...THEMES.map((theme) => item('Anywhere', `theme ${theme}`, THEME_NAME[theme], '', { kind: 'theme', theme })),
    ...plans.map(planItem),
    ...runs.map((run) =>
      item('Runs', `run ${run.id}`, `Open run “${numberedName(run)}”`, dateWords(run), {
        kind: 'go',
        route: { screen: 'run', runId: run.id },
      }),
    ),
    ...plans.map((plan) =>
      item(SENDING, `run plan ${plan.id}`, `Run plan “${plan.plan.name}”`, describeLoad(plan.plan.load), {
        kind: 'run-plan',
        plan,
      }),
    ),
  ];
}

/** Every word of the query must begin a word of the item; returns at most `most` of each group. */
export function matchItems(items: readonly PaletteItem[], query: string, most: number): readonly PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const taken = new Map<string, number>();
  return items.filter(({ group, name, note }) => {
    const text = ` ${name} ${note}`.toLowerCase().replaceAll(/[“”/:.,]/g, ' ');
    if (!words.every((word) => text.includes(` ${word.replaceAll(/[“”/:.,]/g, ' ').trim()}`))) return false;
    const count = (taken.get(group) ?? 0) + 1;
    taken.set(group, count);
    return count <= most;
  });
}

function planItem({ id, plan }: PlanRow): PaletteItem {
  return item('Plans', `plan ${id}`, `Open plan “${plan.name}”`, describeLoad(plan.load), {
    kind: 'go',
    route: { screen: 'plans', planId: id },
  });
}

function item(group: PaletteItem['group'], id: string, name: string, note: string, command: PaletteCommand): PaletteItem {
  return { id, group, name, note, command };
}
