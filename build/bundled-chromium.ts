// The Chromium in an npm package (Linux on x64), unpacked once, with the libraries and fonts that a bare machine lacks.
import { createRequire } from 'node:module';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { CACHE } from './paths.ts';
import { say } from './say.ts';

const PARTS = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'];

/** @returns the path of a script that starts it, or null on other systems */
export async function unpackChromium(folder = join(CACHE, 'chromium')): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const starter = join(folder, 'start.sh');
  if (existsSync(starter)) return starter;
  say('Unpacking the Chromium of @sparticuz/chromium for the end-to-end tests...');
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  await inflateInto(unfinished);
  writeFileSync(join(unfinished, 'start.sh'), START);
  writeFileSync(join(unfinished, 'fonts.conf'), fontSettings(folder));
  chmodSync(join(unfinished, 'start.sh'), 0o755);
  renameSync(unfinished, folder);
  return starter;
}

const START = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export FONTCONFIG_FILE="$here/fonts.conf"
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/chromium" "$@"
`;

/** The settings of fontconfig, which reads XML. */
export function fontSettings(folder: string): string {
  const text = (path: string): string => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${text(path)}</dir>`).join('');
  return `<?xml version="1.0"?>\n<fontconfig>${folders}<cachedir>${text(join(folder, 'fonts-cache'))}</cachedir></fontconfig>\n`;
}

/** The package unpacks into the folder for temporary files, so that variable is set to `folder`. */
async function inflateInto(folder: string): Promise<void> {
  const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');
  const before = process.env['TMPDIR'];
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  try {
    await Promise.all(PARTS.map((part) => inflate(join(packed, part))));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
