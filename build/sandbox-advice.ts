// Why Electron may not start on Linux, and the one line that fixes it: its sandbox needs either user namespaces, which some
// distributions restrict, or a helper that belongs to root.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  /** The content of /proc/sys/kernel/apparmor_restrict_unprivileged_userns; empty if it does not exist. */
  readonly restriction: string;
  /** The mode and owner of chrome-sandbox; null if it does not exist. */
  readonly helper: { readonly mode: number; readonly uid: number } | null;
}

const SET_UID = 0o4000;

/** Returns null if the sandbox is not known to be the cause. `program`: the path of Electron's program. */
export function sandboxAdvice(program: string, { platform, isRoot, restriction, helper } = look(program)): string | null {
  if (platform !== 'linux') return null;
  if (isRoot) return 'Electron does not start as root. Start Onrush as an ordinary user.';
  if (restriction.trim() !== '1' || helper === null) return null;
  if (helper.uid === 0 && (helper.mode & SET_UID) !== 0) return null;
  const path = join(program, '..', 'chrome-sandbox');
  return `This system keeps Electron's sandbox from starting. Allow it once with: sudo chown root:root '${path}' && sudo chmod 4755 '${path}'`;
}

function look(program: string): Surroundings {
  const { mode, uid } = statSync(join(program, '..', 'chrome-sandbox'), { throwIfNoEntry: false }) ?? {};
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    restriction: readText('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    helper: mode === undefined || uid === undefined ? null : { mode, uid },
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
