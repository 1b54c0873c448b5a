// Checks whether a file can be written before the work whose result it receives.
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../shared/errors.ts';

/** Called before a long run, so that the error does not come after it. @throws UserError bad_request */
export function checkWritable(path: string): void {
  const target = resolve(path);
  const folder = dirname(target);
  if (!(statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)) {
    throw new UserError('bad_request', `${path} cannot be written: there is no folder ${folder}. Create it first.`);
  }
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false) {
    throw new UserError('bad_request', `${path} is a folder. Name a file in it.`);
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UserError('bad_request', `${path} cannot be written: the folder ${folder} is not writable.`);
  }
}
