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
  const isMac = platform === 'darwin';
  const aboutItem: MenuItemConstructorOptions = { label: 'About Onrush', click: about };
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    label: 'Onrush',
    submenu: [
      aboutItem,
      newerItem(choices),
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
    ...(isMac ? [appMenu] : []),
    fileMenu(choices),
    editMenu(choices, isMac),
    viewMenu(choices),
    runMenu(choices),
    windowMenu(isMac),
    helpMenu(choices, isMac ? [] : [SEPARATOR, newerItem(choices), SEPARATOR, aboutItem]),
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
      ...(platform === 'darwin' ? [{ role: 'close' } as const] : []),
      press(choices, 'Save Plan', 'plan.save', 'CmdOrCtrl+S'),
      SEPARATOR,
      goTo(choices, 'Import a Plan…', '#/import'),
      { label: 'Import Runs…', click: () => askPage({ kind: 'import-run' }) },
      goTo(choices, 'Record in a Browser…', '#/record'),
      SEPARATOR,
      press(choices, 'Export Requests…', 'run.export.requests', 'CmdOrCtrl+E'),
      press(choices, 'Export Report…', 'run.export.report'),
      // The role names the keys that each system has for it: none on Windows.
      ...(platform === 'darwin'
        ? []
        : [SEPARATOR, goTo(choices, 'Settings', '#/settings', 'Ctrl+,'), SEPARATOR, { role: 'quit' } as const]),
    ],
  };
}

/** On a Mac, copy and paste work only through a menu. */
function editMenu(choices: MenuChoices, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      ...(isMac ? [{ role: 'pasteAndMatchStyle' } as const] : []),
      { role: 'delete' },
      ...(isMac ? [] : [SEPARATOR]),
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
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // The keys of the role need Shift on most keyboards, where browsers take the plain key as well.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'reload' },
      { role: 'toggleDevTools' },
      SEPARATOR,
      { role: 'togglefullscreen' },
    ],
  };
}

function runMenu(choices: MenuChoices): MenuItemConstructorOptions {
  return {
    label: '&Run',
    submenu: [
      press(choices, 'Run Plan', 'plan.run', 'CmdOrCtrl+Enter'),
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

function windowMenu(isMac: boolean): MenuItemConstructorOptions {
  const items: MenuItemConstructorOptions[] = isMac
    ? [{ role: 'minimize' }, { role: 'zoom' }, SEPARATOR, { role: 'front' }]
    : [{ role: 'minimize' }, { role: 'close' }];
  return { role: 'windowMenu', label: '&Window', submenu: items };
}

function helpMenu(choices: MenuChoices, last: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions {
  const { platform, askPage, showLog, showCrashes } = choices;
  return {
    role: 'help',
    label: '&Help',
    submenu: [
      goTo(choices, 'Onrush Help', '#/help', platform === 'darwin' ? 'Cmd+?' : 'F1'),
      press(choices, 'Keyboard Shortcuts', 'shortcuts'),
      SEPARATOR,
      { label: 'Self-check', click: () => askPage({ kind: 'self-check' }) },
      { label: 'Show Log', click: showLog },
      { label: 'Show Crash Files', click: showCrashes },
      ...last,
    ],
  };
}

function newerItem({ newer, lookForNewer }: MenuChoices): MenuItemConstructorOptions {
  return { label: newerLabel(newer), click: lookForNewer };
}

function newerLabel(newer: NewerVersion | null): string {
  if (newer === null) return 'Check for a Newer Version…';
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
