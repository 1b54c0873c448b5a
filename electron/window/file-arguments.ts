// Files among the arguments of a program: those that it is to open.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `args` without the program itself. Folders, such as the one that Electron is started on, and options are no files. */
export function fileArguments(args: readonly string[], folder: string): readonly string[] {
  return args
    .filter((arg) => arg !== '' && !arg.startsWith('-'))
    .map((arg) => (arg.startsWith('file:') ? pathOf(arg) : resolve(folder, arg)))
    .filter((path) => path !== null)
    .filter(isFile);
}

/** False too for a path that no system can have, or that leads through a folder of somebody else. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A desktop of Linux starts programs with addresses of files. null where it is none of this computer. */
function pathOf(url: string): string | null {
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}
