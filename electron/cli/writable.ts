// Whether a file can be written, found out before the work whose result it takes.
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../shared/errors.ts';

/** Before a long run, not after it. @throws UserError bad_request */
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
