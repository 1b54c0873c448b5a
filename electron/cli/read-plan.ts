// Reads the plan that the command line names or describes, and turns results into exceptions for its one catch.
import { dirname, resolve } from 'node:path';
import { fail, UserError, type Result } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { parsePlan, parsePlanText } from '../../shared/plan/plan-parse.ts';
import { parseJson } from '../../shared/plan/journey/value.ts';
import { refuseUnfilled } from '../../shared/plan/unfilled.ts';
import { markedEncoding } from '../../shared/text-encoding.ts';
import type { PlanSource } from './command.ts';
import { readAtMost } from './read-at-most.ts';

const MOST_BYTES = 100_000_000;
/** Every run file begins with this header. */
const RUN_FILE = Buffer.from('SQLite format 3\0');

/** The folder from which relative paths of the plan count: that of its file, otherwise the current one. */
export function folderOf(source: PlanSource): string {
  return source.kind === 'file' ? dirname(resolve(source.path)) : process.cwd();
}

export function readPlan(source: PlanSource): Result<Plan> {
  return withThresholds(readGiven(source), source.thresholds ?? []);
}

/** A fault is named by the option that holds it. */
function withThresholds(plan: Result<Plan>, added: readonly string[]): Result<Plan> {
  if (!plan.ok || added.length === 0) return plan;
  const { thresholds } = plan.value;
  const judged = parsePlan({ ...plan.value, thresholds: [...thresholds, ...added] });
  if (judged.ok) return judged;
  const problems = (judged.failure.problems ?? []).map(({ path, message }) => {
    const at = /^thresholds\[(\d+)\]/.exec(path)?.[1];
    return { path: at === undefined ? '--threshold' : `--threshold "${added[Number(at) - thresholds.length] ?? ''}"`, message };
  });
  const [first] = problems;
  return fail('bad_request', `${first?.path}: ${first?.message}`, problems);
}

function readGiven(source: PlanSource): Result<Plan> {
  if (source.kind === 'plan') return refuseUnfilled(source.plan, parsePlan(source.plan));
  try {
    const bytes = readAtMost(source.path, MOST_BYTES);
    if (bytes === null) return fail('plan_invalid', `The file ${source.path} holds more than 100 MB, so it is not a plan.`);
    if (bytes.subarray(0, RUN_FILE.length).equals(RUN_FILE))
      return fail('plan_invalid', `The file ${source.path} holds runs, not a plan. See it with: report ${source.path}`);
    const text = decodePlan(bytes);
    if (text === null) return fail('plan_invalid', `The file ${source.path} is not UTF-8 text. Save it as UTF-8.`);
    const parsed = parsePlanText(text, source.environment);
    const traced = parsed.ok && source.trace === true ? parsePlan({ ...parsed.value, trace: true }) : parsed;
    return refuseUnfilled(parseJson(text.replace(/^\uFEFF/, ''))?.value, traced);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return fail('plan_invalid', `There is no file ${source.path}.`);
    if (code === 'EISDIR') return fail('plan_invalid', `${source.path} is a folder, not a plan.`);
    if (typeof code === 'string') return fail('plan_invalid', `The plan ${source.path} cannot be read (${code}).`);
    throw error;
  }
}

/** Decodes UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it; returns null for anything else. */
export function decodePlan(bytes: Buffer): string | null {
  try {
    return new TextDecoder(markedEncoding(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @throws UserError */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw UserError.from(result.failure);
}
