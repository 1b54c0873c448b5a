// Two replays of an import as one user, asked for by a person: they prove which values change.
import { succeed, type Result } from '../../../shared/errors.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import type { ImportResult } from '../../../shared/plan/from/imported/imported-plan.ts';
import { differences, provedValues, replayedPlan, type ProvedValue } from '../../../shared/plan/from/correlate/replay.ts';
import type { TriedPlan } from '../../../shared/try-once.ts';
import { askForSecrets } from '../../host/ask-for-secrets.ts';
import { call } from '../../host/client.ts';
import { askToConfirm } from '../../host/start-run.ts';
import { keyedRequests } from './import-rows.ts';

export interface Replayed {
  readonly proved: readonly ProvedValue[];
  /** Steps that went otherwise than recorded, a sentence each. */
  readonly differences: readonly string[];
}

/** null where the person did not want to send to a public host, or had no value for a secret. */
export async function replayTwice(
  imported: Imported,
  { plan, values }: ImportResult,
  ticked: ReadonlySet<string>,
): Promise<Result<Replayed> | null> {
  if (!(await askForSecrets(plan))) return null;
  const tried: TriedPlan[] = [];
  const confirmed: string[] = [];
  while (tried.length < 2) {
    const replay = await call('plans.try', { plan: replayedPlan(plan), tryId: crypto.randomUUID(), confirmed });
    if (replay.ok) tried.push(replay.value);
    else if (replay.failure.confirmation === undefined) return replay;
    else if (!(await askToConfirm(replay.failure.confirmation))) return null;
    else confirmed.push(replay.failure.confirmation.host);
  }
  const last = tried.at(-1);
  const taken = new Set(keyedRequests(imported).flatMap(({ key, request }) => (ticked.has(key) ? [request] : [])));
  const scenarios = imported.scenarios
    .map(({ requests }) => requests.filter((request) => taken.has(request)))
    .filter((requests) => requests.length > 0);
  return succeed({
    proved: provedValues(values, tried),
    differences: last === undefined ? [] : scenarios.flatMap((requests, at) => differences(requests, last, at)),
  });
}
