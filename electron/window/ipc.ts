// Joins the window to the app: commands in, if the sender is our page, and events out. All that goes out is bytes.
import type { BrowserWindow } from 'electron';
import { fail } from '../../shared/errors.ts';
import type { CommandName, HostEvent } from '../../shared/rpc.ts';
import { pack } from '../../shared/wire.ts';
import type { OnrushApp } from '../app/app.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';
import { isTrustedSender } from './page-origin.ts';

/** By the name of a command that the page gave, what is done with its value. */
type Followers = { readonly [N in CommandName]?: (value: unknown) => unknown };

export function connectWindow(app: Pick<OnrushApp, 'call' | 'listen'>, window: BrowserWindow, followers: Followers = {}): void {
  const following = new Map<string, (value: unknown) => unknown>(Object.entries(followers));
  // Only this window is served: another one may have an app of its own.
  window.webContents.ipc.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event.senderFrame)) return packed(fail('bad_request', 'Only the window of Onrush may give commands.'));
    const result = await app.call(String(name), input);
    if (result.ok) following.get(String(name))?.(result.value);
    return packed(result);
  });
  const stop = app.listen((event) => tellPage(window, event));
  window.once('closed', stop);
}

/** A page that crashed hears nothing until it is loaded again. */
export function tellPage(window: BrowserWindow, event: HostEvent): void {
  if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(EVENT_CHANNEL, packed(event));
}

/** A copy, because what is packed lies in a larger buffer, which would cross as a whole. */
function packed(message: unknown): Uint8Array {
  return pack(message).slice();
}
