// A folder that looks to the builder like Electron's program, as far as it looks: for tests where the program itself cannot be had. Imported
// by tests only.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mark by which the builder finds the fuses of a program. https://github.com/electron/fuses */
const FUSES = Buffer.from(`dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009${'0'.repeat(9)}`, 'latin1');

/** It is that of Linux. Its program prints what it was started with. */
export function stubElectron(folder: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  const script = '#!/bin/sh\nprintf "%s|" "node=$ELECTRON_RUN_AS_NODE" "$@"\nexit 0\n';
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(script), FUSES]));
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'version',
    'chrome-sandbox',
    'chrome_crashpad_handler',
    'locales/en-US.pak',
  ])
    writeFileSync(join(folder, name), '');
  return folder;
}
