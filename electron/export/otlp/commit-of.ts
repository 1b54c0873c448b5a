// The commit that a run tests: from the CI's environment, otherwise from the repository around the plan.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const VARIABLES = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'GIT_COMMIT', 'BITBUCKET_COMMIT', 'BUILD_SOURCEVERSION', 'CIRCLE_SHA1'];

const LONGEST = 100;
/** SHA-1 or SHA-256. */
const COMMIT = /^(?:[\da-f]{40}|[\da-f]{64})$/;
/** Never out of the folder: a repository may come from somebody else, and what is read here is sent. */
const REFERENCE = /^ref: (refs\/(?!.*\.\.)[\w./+@-]+)$/;

/** Returns null if none is known. */
export function commitOf(env: NodeJS.ProcessEnv, folder: string): string | null {
  const said = VARIABLES.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  return said?.slice(0, LONGEST) ?? commitAround(resolve(folder));
}

function commitAround(folder: string): string | null {
  const git = join(folder, '.git');
  if (existsSync(git)) return headOf(git);
  const above = dirname(folder);
  return above === folder ? null : commitAround(above);
}

function headOf(git: string): string | null {
  try {
    const head = readFileSync(join(git, 'HEAD'), 'utf8').trim();
    const reference = REFERENCE.exec(head)?.[1];
    if (reference === undefined) return commitIn(head);
    if (existsSync(join(git, reference))) return commitIn(readFileSync(join(git, reference), 'utf8'));
    const packed = readFileSync(join(git, 'packed-refs'), 'utf8').split('\n');
    return commitIn(packed.find((line) => line.endsWith(` ${reference}`))?.split(' ')[0] ?? '');
  } catch {
    return null;
  }
}

function commitIn(text: string): string | null {
  return COMMIT.test(text.trim()) ? text.trim() : null;
}
