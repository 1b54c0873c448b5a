// Recognises a plan that was chosen instead of results: the names of both may end in .onrush.
import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../shared/errors.ts';

/** A file larger than this is not a plan. */
const LARGEST_PLAN_BYTES = 5_000_000;

/** @throws UserError import_invalid if the file is a plan of Onrush */
export function refusePlan(path: string, fileName: string): void {
  if (!isPlan(path)) return;
  throw new UserError(
    'import_invalid',
    `${fileName} is a plan, not the results of a run. Open it under Plans, or send it: run ${fileName}`,
  );
}

function isPlan(path: string): boolean {
  try {
    if (statSync(path).size > LARGEST_PLAN_BYTES) return false;
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    if (!text.trimStart().startsWith('{')) return false;
    const fields = Object(JSON.parse(text));
    return Array.isArray(fields.scenarios) && typeof fields.version === 'number';
  } catch {
    // It is something else; if it cannot be read, the next reader says why.
    return false;
  }
}
