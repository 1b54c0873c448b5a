// The profile of a recorded browser, for one recording only. A profile that a forced end left behind is removed by the next
// recording.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../../shared/error-code.ts';
import { UserError } from '../../../shared/errors.ts';
import { isAlive } from '../../system/is-alive.ts';
import { makePrivateFolder } from '../../system/private-folder.ts';

const NAME = /^profile-(\d+)-\w+$/;

/** Its name contains the number of its process. @throws UserError write_failed */
export function makeProfile(dataFolder: string, browserPath: string): string {
  const parent = parentFor(dataFolder, browserPath);
  try {
    makePrivateFolder(parent);
    return mkdtempSync(join(parent, `profile-${process.pid}-`));
  } catch (error) {
    const code = errorCode(error);
    throw new UserError('write_failed', `The profile for the browser cannot be made in ${parent} (${code}).`);
  }
}

/** The last processes of a browser may still write there for a moment, so removal is tried again. */
export function removeProfile(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** The profiles of processes that have ended. */
export function removeLeftProfiles(dataFolder: string): void {
  for (const path of ['', '/snap/bin/chromium', '/snap/bin/brave']) {
    const parent = parentFor(dataFolder, path);
    for (const name of namesIn(parent)) {
      const pid = Number(NAME.exec(name)?.[1]);
      if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}

/** A browser from a snap cannot see hidden folders and has its own /tmp. */
function parentFor(dataFolder: string, browserPath: string): string {
  const name = /^\/snap\/bin\/(\w+)$/.exec(browserPath)?.[1];
  return name === undefined ? join(dataFolder, 'recording') : join(homedir(), 'snap', name, 'common', 'onrush-recording');
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // The folder does not exist, so nothing was recorded so far.
    return [];
  }
}
