// The window's way to the host: what the preload script offers, with its bytes read.
import type { Result } from '../../shared/errors.ts';
import type { Bridge, HostEvent } from '../../shared/rpc.ts';
import type { WindowBridge } from '../../shared/window-bridge.ts';
import { unpack } from '../../shared/wire.ts';

export function readBridge(window: WindowBridge<File>): Bridge {
  return {
    // oxlint-disable-next-line typescript/consistent-type-assertions -- The host is typed against the same contract.
    call: async (name, input) => unpack(await window.call(name, input)) as Result<unknown>,
    // oxlint-disable-next-line typescript/consistent-type-assertions -- The host is typed against the same contract.
    listen: (handle) => window.listen((event) => handle(unpack(event) as HostEvent)),
  };
}
