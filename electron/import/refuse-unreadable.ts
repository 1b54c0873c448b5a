// Refuses what cannot be read as a file: it may be gone, be a folder, or belong to somebody else.
import { closeSync, openSync, statSync } from 'node:fs';
import { errorCode } from '../../shared/error-code.ts';
import { UserError } from '../../shared/errors.ts';

/** `fileName`: as the person sees it. @throws UserError import_invalid */
export function refuseUnreadable({ path, fileName }: { readonly path: string; readonly fileName: string }): void {
  try {
    // What is no file might never end.
    if (!statSync(path).isFile()) throw new UserError('import_invalid', `${fileName} is not a file. Name a file of results.`);
    closeSync(openSync(path, 'r'));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = errorCode(error);
    if (code === 'ENOENT') throw new UserError('import_invalid', `There is no file ${fileName}.`);
    if (code === 'EACCES' || code === 'EPERM')
      throw new UserError('import_invalid', `${fileName} may not be read. Change its permissions.`);
    throw new UserError('import_invalid', `${fileName} cannot be read: ${code}. Copy it to another disk and try again.`);
  }
}
