// The one window: sandboxed, kept to its own pages, with no permission to ask for anything.
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import { offerContextMenu } from './context-menu.ts';
import { isOwnPage, PAGE_URL } from './page-origin.ts';

/** Putting text on the clipboard at a person's press; the only thing the page may ask for. */
const CLIPBOARD = 'clipboard-sanitized-write';

export function openWindow(preload: string): BrowserWindow {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(1440, width),
    height: Math.min(900, height),
    minWidth: 800,
    minHeight: 560,
    title: 'Onrush',
    // The page's own ground, so that nothing flashes before it is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0D0F13' : '#FFFFFF',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  confine(window.webContents);
  offerContextMenu(window.webContents);
  void window.loadURL(PAGE_URL);
  return window;
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
