// Connects the window to the app: commands come in, if the sender is Onrush's own page, and events go out. Everything that goes
// out is bytes.
import type { BrowserWindow } from 'electron';
import { fail } from '../../shared/errors.ts';
import type { CommandName, HostEvent } from '../../shared/rpc.ts';
import { pack } from '../../shared/wire.ts';
import type { OnrushApp } from '../app/app.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';
import { isTrustedSender } from './page-origin.ts';

/** By the name of a command of the page: what is done with its result. */
type Followers = { readonly [N in CommandName]?: (value: unknown) => unknown };

export function connectWindow(app: Pick<OnrushApp, 'call' | 'listen'>, window: BrowserWindow, followers: Followers = {}): void {
  const following = new Map<string, (value: unknown) => unknown>(Object.entries(followers));
  // Only this window is served, because another one may have its own app.
  window.webContents.ipc.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event.senderFrame)) return packed(fail('bad_request', 'Only the window of Onrush may give commands.'));
    const result = await app.call(String(name), input);
    if (result.ok) following.get(String(name))?.(result.value);
    return packed(result);
  });
  const stop = app.listen((event) => tellPage(window, event));
  window.once('closed', stop);
}

/** A page that crashed receives nothing until it is loaded again. */
export function tellPage(window: BrowserWindow, event: HostEvent): void {
  if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(EVENT_CHANNEL, packed(event));
}

/** A copy, because the packed bytes are part of a larger buffer, all of which would be transferred. */
function packed(message: unknown): Uint8Array {
  return pack(message).slice();
}
