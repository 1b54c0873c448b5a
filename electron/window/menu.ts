// The menu of the window, as users of each system expect it. Pure: the actions of its items are passed in.
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../../shared/menu-action.ts';
import type { NewerVersion } from '../../shared/newer-version.ts';

export interface MenuChoices {
  readonly platform: NodeJS.Platform;
  /** The latest one first. */
  readonly plans: readonly { readonly id: string; readonly name: string }[];
  readonly askPage: (action: MenuAction) => void;
  readonly openFile: () => void;
  readonly newer: NewerVersion | null;
  readonly showLog: () => void;
  readonly showCrashes: () => void;
  readonly lookForNewer: () => void;
  readonly about: () => void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };
const MOST_RECENT = 10;

export function menuTemplate(choices: MenuChoices): MenuItemConstructorOptions[] {
  const { platform, about } = choices;
  const aboutItem: MenuItemConstructorOptions = { label: 'About Onrush', click: about };
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    label: 'Onrush',
    submenu: [
      aboutItem,
      SEPARATOR,
      goTo(choices, 'Settings…', '#/settings', 'Cmd+,'),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  };
  return [
    ...(platform === 'darwin' ? [appMenu] : []),
    fileMenu(choices),
    editMenu(choices),
    viewMenu(choices),
    runMenu(choices),
    windowMenu(platform),
    helpMenu(choices, platform === 'darwin' ? [] : [SEPARATOR, aboutItem]),
  ];
}

function fileMenu(choices: MenuChoices): MenuItemConstructorOptions {
  const { platform, plans, openFile, askPage } = choices;
  const recent = plans
    .slice(0, MOST_RECENT)
    .map(({ id, name }) => goTo(choices, escaped(name), `#/plans/${encodeURIComponent(id)}`));
  return {
    label: '&File',
    submenu: [
      goTo(choices, 'New Plan', '#/plans/new', 'CmdOrCtrl+N'),
      { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: openFile },
      {
        label: 'Recent Plans',
        enabled: recent.length > 0,
        submenu: recent.length > 0 ? recent : [{ label: 'None yet', enabled: false }],
      },
      SEPARATOR,
      press(choices, 'Save Plan', 'plan.save', 'CmdOrCtrl+S'),
      SEPARATOR,
      goTo(choices, 'Import a Plan…', '#/import'),
      { label: 'Import Runs…', click: () => askPage({ kind: 'import-run' }) },
      goTo(choices, 'Record in a Browser…', '#/record'),
      SEPARATOR,
      press(choices, 'Export Requests…', 'run.export.requests', 'CmdOrCtrl+E'),
      press(choices, 'Export Report…', 'run.export.report'),
      SEPARATOR,
      ...(platform === 'darwin'
        ? [{ role: 'close' } as const]
        : [goTo(choices, 'Settings', '#/settings', 'Ctrl+,'), SEPARATOR, { role: 'quit', accelerator: 'Ctrl+Q' } as const]),
    ],
  };
}

/** On a Mac, copy and paste work only through a menu. */
function editMenu(choices: MenuChoices): MenuItemConstructorOptions {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      SEPARATOR,
      press(choices, 'Find on This Screen', 'search', 'CmdOrCtrl+F'),
      press(choices, 'Copy Summary as Markdown', 'run.copy', 'CmdOrCtrl+Shift+C'),
    ],
  };
}

function viewMenu(choices: MenuChoices): MenuItemConstructorOptions {
  const screens = ['Start', 'Plans', 'Runs', 'Compare'].map((name, at) =>
    goTo(choices, name, name === 'Start' ? '#/' : `#/${name.toLowerCase()}`, `CmdOrCtrl+${at + 1}`),
  );
  return {
    label: '&View',
    submenu: [
      ...screens,
      SEPARATOR,
      press(choices, 'Command Palette', 'palette', 'CmdOrCtrl+K'),
      SEPARATOR,
      { role: 'reload' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  };
}

function runMenu(choices: MenuChoices): MenuItemConstructorOptions {
  return {
    label: '&Run',
    submenu: [
      press(choices, 'Run Plan', 'plan.run'),
      press(choices, 'Try Plan Once', 'plan.try', 'CmdOrCtrl+Shift+Enter'),
      press(choices, 'Run Again', 'run.again'),
      SEPARATOR,
      press(choices, 'Pause or Resume', 'run.pause'),
      press(choices, 'Change Load…', 'run.load'),
      press(choices, 'Stop', 'run.stop', 'CmdOrCtrl+.'),
      SEPARATOR,
      goTo(choices, 'Find Capacity…', '#/find-capacity'),
      goTo(choices, 'Demo', '#/demo'),
      SEPARATOR,
      press(choices, 'Compare with Baseline', 'run.compare'),
      press(choices, 'Pin or Unpin as Baseline', 'run.pin'),
    ],
  };
}

function windowMenu(platform: NodeJS.Platform): MenuItemConstructorOptions {
  const items: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [{ role: 'minimize' }, { role: 'zoom' }, SEPARATOR, { role: 'front' }]
      : [{ role: 'minimize' }, { role: 'close', accelerator: 'Ctrl+W' }];
  return { role: 'windowMenu', label: '&Window', submenu: items };
}

function helpMenu(choices: MenuChoices, last: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions {
  const { askPage, newer, showLog, showCrashes, lookForNewer } = choices;
  return {
    role: 'help',
    label: '&Help',
    submenu: [
      goTo(choices, 'Onrush Help', '#/help', 'F1'),
      press(choices, 'Keyboard Shortcuts', 'shortcuts'),
      SEPARATOR,
      { label: 'Self-check', click: () => askPage({ kind: 'self-check' }) },
      { label: 'Show Log', click: showLog },
      { label: 'Show Crash Files', click: showCrashes },
      SEPARATOR,
      { label: newerLabel(newer), click: lookForNewer },
      ...last,
    ],
  };
}

function newerLabel(newer: NewerVersion | null): string {
  if (newer === null) return 'Check for a Newer Version';
  if (newer.state === 'downloading') return `Downloading Version ${newer.version}…`;
  return newer.state === 'ready' ? `Restart to Update to ${newer.version}…` : `Version ${newer.version} Is Available…`;
}

/** The page handles its own shortcuts first; the menu only names them. */
function press({ askPage }: MenuChoices, label: string, shortcut: string, accelerator?: string): MenuItemConstructorOptions {
  return { label, click: () => askPage({ kind: 'press', shortcut }), ...(accelerator === undefined ? {} : { accelerator }) };
}

function goTo({ askPage }: MenuChoices, label: string, fragment: string, accelerator?: string): MenuItemConstructorOptions {
  return { label, click: () => askPage({ kind: 'go', fragment }), ...(accelerator === undefined ? {} : { accelerator }) };
}

/** A single & would underline the letter after it. */
function escaped(name: string): string {
  return name.replaceAll('&', '&&');
}
