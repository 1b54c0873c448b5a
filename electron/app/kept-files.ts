// Stores files that an import brings for its plan, such as binary bodies, in a folder of the plan's own.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import type { CommandArguments } from '../../shared/rpc.ts';
import { makePrivateFolder } from '../system/private-folder.ts';

/** Returns the folder from which the plan's relative paths count. @throws UserError write_failed */
export function keepFiles(dataFolder: string, { files }: CommandArguments<'plans.keepFiles'>): string {
  const folder = join(dataFolder, 'plan-files', randomUUID());
  try {
    makePrivateFolder(folder);
    for (const { name, base64 } of files) writeFileSync(join(folder, name), Buffer.from(base64, 'base64'), { mode: 0o600 });
    return folder;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError('write_failed', `The files of the import cannot be kept: ${why}. Make room on the disk and try again.`);
  }
}
