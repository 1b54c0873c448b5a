// The files among the arguments of a program, which it is to open.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `args` without the program itself. Options and folders, such as the one that Electron is started on, are not files. */
export function fileArguments(args: readonly string[], folder: string): readonly string[] {
  return args
    .filter((arg) => arg !== '' && !arg.startsWith('-'))
    .map((arg) => (arg.startsWith('file:') ? pathOf(arg) : resolve(folder, arg)))
    .filter((path) => path !== null)
    .filter(isFile);
}

/** Also false for a path that the system does not allow, or that leads through a folder that this user may not read. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Linux desktops start programs with the URLs of files. Returns null if it is not a file of this computer. */
function pathOf(url: string): string | null {
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}
