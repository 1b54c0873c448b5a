// Replays an import twice as one user, to prove which of its values are new each time.
import type { Plan } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { differences, provedValues, replayedPlan, type ProvedValue } from '../../shared/plan/from/correlate/replay.ts';
import { importedPlan, type ImportChoices, type ImportResult } from '../../shared/plan/from/imported/imported-plan.ts';
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import type { TriedPlan } from '../../shared/try-once.ts';
import { UserError } from '../../shared/errors.ts';

const REPLAYS = 2;

export interface ReplayedImport extends ImportResult {
  readonly proved: readonly ProvedValue[];
  /** Steps whose last replay differs from the recording, a sentence each. */
  readonly differences: readonly string[];
}

/** `tryPlan` sends each step once. Fixed values are left as they were recorded. @throws Refusal, UserError */
export async function replayImport(
  imported: Imported,
  choices: ImportChoices,
  tryPlan: (plan: Plan) => Promise<TriedPlan>,
): Promise<ReplayedImport> {
  const first = importedPlan(imported, choices);
  const parsed = parsePlan(replayedPlan(first.plan));
  if (!parsed.ok) throw UserError.from(parsed.failure);
  const replays: TriedPlan[] = [];
  while (replays.length < REPLAYS) replays.push(await tryPlan(parsed.value));
  const proved = provedValues(first.values, replays);
  const fixed = new Set(proved.filter(({ verdict }) => verdict === 'fixed').map(({ found }) => found.value));
  const result = importedPlan(imported, {
    ...choices,
    correlates: (found) => choices.correlates(found) && !fixed.has(found.value),
  });
  const last = replays.at(-1);
  const taken = imported.scenarios
    .map(({ requests }) => requests.filter(choices.takes))
    .filter((requests) => requests.length > 0);
  return {
    ...result,
    proved,
    differences: last === undefined ? [] : taken.flatMap((requests, at) => differences(requests, last, at)),
  };
}
