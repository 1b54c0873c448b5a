// A plan in the place of results: both may be called .onrush.
import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../shared/errors.ts';

/** A larger file is no plan. */
const LARGEST_PLAN_BYTES = 5_000_000;

/** @throws UserError import_invalid where the file is a plan of Onrush */
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
    // It is something else, or whoever reads it next says why it cannot be read.
    return false;
  }
}
