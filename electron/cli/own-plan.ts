// Handles a plan of Onrush that `import` is given: there is nothing to choose or to prove, so it is checked and written in
// today's format.
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { isFields } from '../../shared/plan/from/imported/parts.ts';
import { beginsAsPlan, otherFileName, PLAN_HEAD_BYTES } from '../../shared/plan/from/other-file.ts';
import { filesOf } from '../../shared/plan/journey/body-schema.ts';
import { parseJson } from '../../shared/plan/journey/value.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { sentStepsOf } from '../../shared/plan/sent-steps.ts';
import type { ImportOptions } from './import-arguments.ts';
import { decodePlan, readPlan, unwrap } from './read-plan.ts';

/** Other programs write files of hundreds of megabytes, which are not parsed twice. */
const LARGE_BYTES = 5_000_000;

/** Returns null if there is no plan of Onrush. @throws UserError for an invalid plan, and for options that choose requests */
export function ownPlan({ files, only, all, keepsPauses, replay }: ImportOptions): Plan | null {
  const [path = '', ...more] = files;
  if (more.length > 0 || !isOwn(path)) return null;
  const plan = unwrap(readPlan({ kind: 'file', path, environment: null }));
  if (only.length > 0 || all || !keepsPauses || replay)
    throw new UserError(
      'bad_request',
      `${path} is a plan of Onrush already. Leave out --only, --all, --no-pauses and --replay: they are for what other programs wrote.`,
    );
  return plan;
}

/** Returns a sentence if the plan is written to another folder than the files that it names. */
export function movedFiles(plan: Plan, from: string, to: string | null): readonly string[] {
  if (to === null || dirname(resolve(from)) === dirname(resolve(to))) return [];
  const { ca, cert, key, pfx } = plan.tls;
  const named = [
    ...(plan.data ?? []).map(({ file }) => file),
    ...sentStepsOf(plan).flatMap(({ step }) => filesOf(step.body).map(({ file }) => file)),
    ...[ca, cert, key, pfx].flatMap((file) => file ?? []),
  ];
  if (named.length === 0) return [];
  return [`Its paths count from its own folder, so move or name again: ${[...new Set(named)].join(', ')}.`];
}

function isOwn(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) return false;
  if (found.size > LARGE_BYTES && !beginsAsPlan(headOf(path))) return false;
  const text = decodePlan(readFileSync(path))?.replace(/^\uFEFF/, '') ?? '';
  const value = parseJson(text)?.value;
  return isFields(value) && Array.isArray(value['scenarios']) && otherFileName(text) === null;
}

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(PLAN_HEAD_BYTES);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}
