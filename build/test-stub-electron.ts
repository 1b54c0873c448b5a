// Folders that look like Electron's program in everything that the builder checks: for tests where the program itself is missing.
// Imported by tests only.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The mark by which the builder finds the fuses of a program. https://github.com/electron/fuses */
const FUSES = Buffer.from(`dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009${'0'.repeat(9)}`, 'latin1');
const HELPERS = ['Electron Helper', 'Electron Helper (Renderer)', 'Electron Helper (Plugin)', 'Electron Helper (GPU)'];
const PLIST =
  '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>Electron</string></dict></plist>';

/** The stub for Linux. Its program prints its arguments. */
export function stubElectron(folder: string): string {
  const script = '#!/bin/sh\nprintf "%s|" "node=$ELECTRON_RUN_AS_NODE" "$@"\nexit 0\n';
  put(join(folder, 'electron'), Buffer.concat([Buffer.from(script), FUSES]));
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'version',
    'chrome-sandbox',
    'chrome_crashpad_handler',
    'locales/en-US.pak',
  ])
    put(join(folder, name), '');
  return folder;
}

/** The stub for a Mac. */
export function stubMacElectron(folder: string): string {
  const contents = join(folder, 'Electron.app', 'Contents');
  put(join(contents, 'Info.plist'), PLIST);
  put(join(contents, 'MacOS', 'Electron'), '');
  put(join(contents, 'Resources', 'electron.icns'), '');
  put(join(contents, 'Frameworks', 'Electron Framework.framework', 'Electron Framework'), FUSES);
  for (const helper of HELPERS) {
    put(join(contents, 'Frameworks', `${helper}.app`, 'Contents', 'Info.plist'), PLIST);
    put(join(contents, 'Frameworks', `${helper}.app`, 'Contents', 'MacOS', helper), '');
  }
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) put(join(folder, name), '');
  return folder;
}

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
