// Runs next to the page, sandboxed: gives it the two functions of the bridge and nothing else of Electron.
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { WindowBridge } from '../shared/window-bridge.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from './window/channels.ts';

const bridge: WindowBridge<File> = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  listen(handle) {
    // The event itself contains the sender; the page gets only the data.
    const forward = (_event: IpcRendererEvent, event: Uint8Array): void => handle(event);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => void ipcRenderer.off(EVENT_CHANNEL, forward);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('onrush', bridge);
