// The one window: sandboxed, restricted to its own pages, and without permission to request anything.
import { join } from 'node:path';
import {
  BrowserWindow,
  Menu,
  nativeTheme,
  type MenuItemConstructorOptions,
  type WebContents,
  type WebPreferences,
} from 'electron';
import { isOwnPage, PAGE_URL } from './page-origin.ts';
import { SMALLEST, type StateFile } from './window-state.ts';

/** Writing text to the clipboard when a person presses a button; the only permission that the page may request. */
const CLIPBOARD = 'clipboard-sanitized-write';

/** `folder`: the folder of the built files. */
export function openWindow(folder: string, state: Pick<StateFile, 'bounds' | 'isMaximized' | 'follow'>): BrowserWindow {
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Onrush',
    // On other systems the program or its package has the icon.
    ...(process.platform === 'linux' ? { icon: join(folder, 'icon.png') } : {}),
    // The background of the page, so that nothing flashes before the page is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0D0F13' : '#FFFFFF',
    autoHideMenuBar: true,
    webPreferences: preferences(folder),
  });
  if (state.isMaximized) window.maximize();
  state.follow(window);
  confine(window.webContents);
  offerContextMenu(window.webContents);
  void window.loadURL(PAGE_URL);
  return window;
}

/** The preferences of every page of Onrush: sandboxed, with only the two functions of the bridge. */
export function preferences(folder: string): WebPreferences {
  return {
    preload: join(folder, 'preload.cjs'),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    spellcheck: false,
  };
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.session.setPermissionCheckHandler((_contents, permission) => permission === CLIPBOARD);
  contents.session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === CLIPBOARD));
}

/** The context menu of a field or of selected text: Electron has none of its own. */
function offerContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    const items: MenuItemConstructorOptions[] = isEditable
      ? [
          { role: 'undo', enabled: editFlags.canUndo },
          { role: 'redo', enabled: editFlags.canRedo },
          { type: 'separator' },
          { role: 'cut', enabled: editFlags.canCut },
          { role: 'copy', enabled: editFlags.canCopy },
          { role: 'paste', enabled: editFlags.canPaste },
          { role: 'delete', enabled: editFlags.canDelete },
          { type: 'separator' },
          { role: 'selectAll' },
        ]
      : selectionText.trim() === ''
        ? []
        : [{ role: 'copy' }];
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}
