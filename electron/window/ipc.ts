// Joins the window to the app: commands in, if the sender is our page, and events out.
import { ipcMain, type BrowserWindow } from 'electron';
import { fail } from '../../shared/errors.ts';
import type { OnrushApp } from '../app/app.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';
import { isTrustedSender } from './page-origin.ts';

export function connectWindow(app: OnrushApp, window: BrowserWindow): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event.senderFrame)) return fail('bad_request', 'Only the window of Onrush may give commands.');
    return app.call(String(name), input);
  });
  const stop = app.listen((event) => {
    // A page that crashed hears nothing until it is loaded again.
    if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(EVENT_CHANNEL, event);
  });
  window.once('closed', () => {
    stop();
    ipcMain.removeHandler(CALL_CHANNEL);
  });
}
