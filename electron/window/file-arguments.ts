// Files among the arguments of a program: those that it is to open.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** `args` without the program itself. Folders, such as the one that Electron is started on, and options are no files. */
export function fileArguments(args: readonly string[], folder: string): readonly string[] {
  return args
    .filter((arg) => arg !== '' && !arg.startsWith('-'))
    .map((arg) => resolve(folder, arg))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}
