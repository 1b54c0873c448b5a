// Joins the window to the app: commands in, if the sender is our page, and events out. All that goes out is bytes.
import { ipcMain, type BrowserWindow } from 'electron';
import { fail } from '../../shared/errors.ts';
import { pack } from '../../shared/wire.ts';
import type { OnrushApp } from '../app/app.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';
import { isTrustedSender } from './page-origin.ts';

export function connectWindow(app: Pick<OnrushApp, 'call' | 'listen'>, window: BrowserWindow): void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event.senderFrame)) return packed(fail('bad_request', 'Only the window of Onrush may give commands.'));
    return packed(await app.call(String(name), input));
  });
  const stop = app.listen((event) => {
    // A page that crashed hears nothing until it is loaded again.
    if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(EVENT_CHANNEL, packed(event));
  });
  window.once('closed', () => {
    stop();
    ipcMain.removeHandler(CALL_CHANNEL);
  });
}

/** A copy, because what is packed lies in a larger buffer, which would cross as a whole. */
function packed(message: unknown): Uint8Array {
  return pack(message).slice();
}
