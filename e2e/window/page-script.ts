// Runs before the page's own scripts: the built preload script, with a stand-in for Electron around it. Messages are cloned as
// Electron's bridge clones them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PRELOAD = join(import.meta.dirname, '..', '..', 'out', 'preload.cjs');

/** The test gives `onrushAsk` to the page, sends events with `onrushHear`, and puts paths of dropped files into `onrushPaths`. */
export function pageScript(): string {
  return `(() => {
    const listeners = new Set();
    const fromText = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    globalThis.onrushPaths = {};
    globalThis.onrushHear = (text) => { for (const one of listeners) one({}, structuredClone(fromText(text))); };
    const electron = {
      contextBridge: { exposeInMainWorld: (name, value) => { globalThis[name] = value; } },
      ipcRenderer: {
        invoke: async (channel, name, input) =>
          structuredClone(fromText(await globalThis.onrushAsk(name, structuredClone(input)))),
        on: (channel, listener) => void listeners.add(listener),
        off: (channel, listener) => void listeners.delete(listener),
      },
      webUtils: { getPathForFile: (file) => globalThis.onrushPaths[file.name] ?? '' },
    };
    ((require, exports) => {
      ${readFileSync(PRELOAD, 'utf8')}
    })(() => electron, {});
  })();`;
}
