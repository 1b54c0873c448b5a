// What a path that is being typed may become, as a shell completes it: the names in its folder that begin as it ends.
import { opendirSync, statSync, type Dir, type Dirent } from 'node:fs';
import { join, resolve } from 'node:path';

/** Of a larger folder only this many names are looked at. */
const MOST_LOOKED_AT = 20_000;
const MOST_SHOWN = 50;

/** Relative paths count from `folder`. Folders end in a slash; names that begin with a dot are shown once the dot is typed. */
export function completePath(text: string, folder: string): readonly string[] {
  const [, place = '', begun = ''] = (process.platform === 'win32' ? /^(.*[/\\])?(.*)$/s : /^(.*\/)?(.*)$/s).exec(text) ?? [];
  const slash = place.includes('\\') ? '\\' : '/';
  const full = resolve(folder, place);
  const found = entriesOf(full).filter(({ name }) => name.startsWith(begun) && (begun !== '' || !name.startsWith('.')));
  return found
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map((entry) => place + entry.name + (isFolder(full, entry) ? slash : ''));
}

/** Nothing if the folder is not there or must not be read. */
function entriesOf(folder: string): readonly Dirent[] {
  const opened = attemptOpen(folder);
  if (opened === null) return [];
  try {
    const entries: Dirent[] = [];
    for (let entry = opened.readSync(); entry !== null && entries.length < MOST_LOOKED_AT; entry = opened.readSync())
      entries.push(entry);
    return entries;
  } finally {
    opened.closeSync();
  }
}

function attemptOpen(folder: string): Dir | null {
  try {
    return opendirSync(folder);
  } catch {
    return null;
  }
}

function isFolder(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(folder, entry.name)).isDirectory();
  } catch {
    return false;
  }
}
