// Whether a process of this computer is running.

import { errorCode } from '../../shared/error-code.ts';
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs, but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}
