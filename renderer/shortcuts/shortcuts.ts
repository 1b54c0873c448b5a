// All shortcuts: what their keys do, and where. The key handlers, the list under ? and the command palette use this table.

export type ShortcutGroup = 'Everywhere' | 'Plans' | 'Import' | 'A run' | 'Runs' | 'Compare' | 'Capacity';

interface Shortcut {
  readonly group: ShortcutGroup;
  /** In the format of `keys.ts`; null if only the palette offers it. */
  readonly keys: string | null;
  readonly name: string;
}

export const SHORTCUTS = {
  palette: { group: 'Everywhere', keys: 'Ctrl+K', name: 'Any command, plan or run' },
  shortcuts: { group: 'Everywhere', keys: '?', name: 'Keyboard shortcuts' },
  search: { group: 'Everywhere', keys: '/', name: 'Search this screen' },
  'plan.run': { group: 'Plans', keys: 'Ctrl+Enter', name: 'Run this plan' },
  'plan.try': { group: 'Plans', keys: 'Ctrl+Shift+Enter', name: 'Try this plan once; while it goes on, cancel it' },
  'plan.save': { group: 'Plans', keys: 'Ctrl+S', name: 'Save this plan' },
  'plan.dock': { group: 'Plans', keys: 'Ctrl+J', name: 'Open or fold the load of this plan' },
  'plan.step': { group: 'Plans', keys: 'Ctrl+P', name: 'Go to a step of this plan' },
  'plan.values': { group: 'Plans', keys: 'V', name: 'Show or hide the values of the step' },
  'plan.problem': { group: 'Plans', keys: 'F8', name: 'Go to the next problem of this plan' },
  'plan.before': { group: 'Plans', keys: '[', name: 'Step before this one' },
  'plan.next': { group: 'Plans', keys: ']', name: 'Step after this one' },
  'import.make': { group: 'Import', keys: 'Ctrl+Enter', name: 'Make a plan of the import' },
  'record.stop': { group: 'Import', keys: 'Ctrl+.', name: 'Stop the recording and review it' },
  'plan.json': { group: 'Plans', keys: null, name: 'Show this plan as JSON, or its fields' },
  'plan.duplicate': { group: 'Plans', keys: null, name: 'Duplicate this plan' },
  'run.again': { group: 'A run', keys: 'Ctrl+Enter', name: 'Run again' },
  'run.stop': { group: 'A run', keys: 'Ctrl+.', name: 'Stop; twice cancels what is in flight' },
  'run.pause': { group: 'A run', keys: 'P', name: 'Pause the run, or resume it' },
  'run.load': { group: 'A run', keys: 'L', name: 'Change the load' },
  'run.freeze': { group: 'A run', keys: 'Space', name: 'Pause the chart, or follow again' },
  'run.window.1': { group: 'A run', keys: '1', name: 'Show the last minute' },
  'run.window.2': { group: 'A run', keys: '2', name: 'Show the last 5 minutes' },
  'run.window.3': { group: 'A run', keys: '3', name: 'Show the whole run' },
  'run.whole': { group: 'A run', keys: '0', name: 'Show the whole run after zooming in' },
  'run.measure': { group: 'A run', keys: 'R', name: 'Response time or service time' },
  'run.all': { group: 'A run', keys: 'A', name: 'All requests' },
  'run.succeeded': { group: 'A run', keys: 'S', name: 'Succeeded requests only' },
  'run.failed': { group: 'A run', keys: 'F', name: 'Failed requests only' },
  'cursor.left': { group: 'A run', keys: 'ArrowLeft', name: 'Cursor one column back' },
  'cursor.right': { group: 'A run', keys: 'ArrowRight', name: 'Cursor one column forward' },
  'cursor.leapLeft': { group: 'A run', keys: 'Shift+ArrowLeft', name: 'Cursor ten columns back' },
  'cursor.leapRight': { group: 'A run', keys: 'Shift+ArrowRight', name: 'Cursor ten columns forward' },
  'cursor.failureBefore': { group: 'A run', keys: '[', name: 'Failure before the cursor' },
  'cursor.failureAfter': { group: 'A run', keys: ']', name: 'Failure after the cursor' },
  'cursor.open': { group: 'A run', keys: 'Enter', name: 'Open the request under the cursor' },
  'cursor.leave': { group: 'A run', keys: 'Escape', name: 'Hide the cursor' },
  'run.table': { group: 'A run', keys: 'T', name: 'The chart as a table, and back' },
  'run.details': { group: 'A run', keys: 'D', name: 'Show the details, where they are hidden' },
  'run.export.requests': { group: 'A run', keys: 'Ctrl+E', name: 'Export the requests as CSV' },
  'run.export.timeseries': { group: 'A run', keys: null, name: 'Export the time series as CSV' },
  'run.export.summary': { group: 'A run', keys: null, name: 'Export the summary as JSON' },
  'run.export.report': { group: 'A run', keys: null, name: 'Export the report as HTML' },
  'run.copy': { group: 'A run', keys: 'Ctrl+Shift+C', name: 'Copy the summary as Markdown' },
  'run.plan': { group: 'A run', keys: null, name: 'Duplicate the plan of this run' },
  'run.compare': { group: 'A run', keys: 'C', name: 'Compare it with the baseline of its plan, or the run before' },
  'run.pin': { group: 'A run', keys: 'B', name: 'Pin it as the baseline of its plan, or unpin it' },
  'runs.compare': { group: 'Runs', keys: 'C', name: 'Compare the chosen runs' },
  'compare.swap': { group: 'Compare', keys: 'X', name: 'Swap baseline and candidate' },
  'capacity.start': { group: 'Capacity', keys: 'Ctrl+Enter', name: 'Start the search for the capacity, or search again' },
  'capacity.cancel': { group: 'Capacity', keys: 'Escape', name: 'Leave the set-up of a search, or choose no trial' },
  'capacity.before': { group: 'Capacity', keys: 'ArrowLeft', name: 'Trial before the chosen one' },
  'capacity.after': { group: 'Capacity', keys: 'ArrowRight', name: 'Trial after the chosen one' },
  'capacity.open': { group: 'Capacity', keys: 'Enter', name: 'Open the run of the chosen trial' },
  'capacity.table': { group: 'Capacity', keys: 'T', name: 'Go to the table of trials' },
  'capacity.stop': { group: 'Capacity', keys: 'Ctrl+.', name: 'Stop the search and keep what is known' },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutId = keyof typeof SHORTCUTS;

export const SHORTCUT_IDS = Object.keys(SHORTCUTS).filter((id): id is ShortcutId => id in SHORTCUTS);

/** The entries with keys, by group. */
export function shortcutsByGroup(): readonly { readonly group: ShortcutGroup; readonly ids: readonly ShortcutId[] }[] {
  const withKeys = SHORTCUT_IDS.filter((id) => SHORTCUTS[id].keys !== null);
  const groups = [...new Set(withKeys.map((id) => SHORTCUTS[id].group))];
  return groups.map((group) => ({ group, ids: withKeys.filter((id) => SHORTCUTS[id].group === group) }));
}
