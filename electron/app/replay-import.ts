// Replays an import twice as one user, to find out which of its values are new each time.
import { randomInt } from 'node:crypto';
import type { Plan } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { differences } from '../../shared/plan/from/correlate/compared-replay.ts';
import { isProved, provedValues, replayedPlan, type ProvedValue } from '../../shared/plan/from/correlate/replay.ts';
import { importedPlan, type ImportChoices, type ImportResult } from '../../shared/plan/from/imported/imported-plan.ts';
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import type { FoundValue } from '../../shared/plan/from/correlate/found-value.ts';
import { keyOf } from '../../shared/plan/from/correlate/value-key.ts';
import type { TriedPlan } from '../../shared/try-once.ts';
import { withFiles } from './with-files.ts';
import { UserError } from '../../shared/errors.ts';

const REPLAYS = 2;

export interface ReplayedImport extends ImportResult {
  readonly proved: readonly ProvedValue[];
  /** Whether the plan extracts the value again. */
  readonly isTaken: (found: FoundValue) => boolean;
  /** Steps whose last replay differs from the recording, one sentence each. */
  readonly differences: readonly string[];
}

/**
 * `tryPlan` sends each step once; paths count from the given folder. Fixed values stay as they were recorded. @throws Refusal,
 * UserError
 */
export async function replayImport(
  imported: Imported,
  choices: ImportChoices,
  tryPlan: (plan: Plan, folder: string) => Promise<TriedPlan>,
): Promise<ReplayedImport> {
  // All values are looked for, and secrets are sent as they were recorded, because the plan of a replay is not stored.
  const first = importedPlan(imported, { ...choices, showsSecrets: true });
  const replays: TriedPlan[] = [];
  const files = first.files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'latin1') }));
  await withFiles(files, process.cwd(), async (folder) => {
    while (replays.length < REPLAYS) {
      const parsed = parsePlan(replayedPlan(first.plan, randomInt(2 ** 31)));
      if (!parsed.ok) throw UserError.from(parsed.failure);
      replays.push(await tryPlan(parsed.value, folder));
    }
  });
  const proved = provedValues(first.values, replays);
  const kept = new Set(proved.flatMap((one) => (isProved(one) ? [] : [keyOf(one.found)])));
  const isTaken = (found: FoundValue): boolean => choices.correlates(found) && !kept.has(keyOf(found));
  const result = importedPlan(imported, { ...choices, correlates: isTaken });
  const last = replays.at(-1);
  return {
    ...result,
    proved,
    isTaken,
    differences: last === undefined ? [] : first.requests.flatMap((requests, at) => differences(requests, last, at)),
  };
}
