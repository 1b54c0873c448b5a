// Two replays of an import as one user, started by a person: they prove which values change.
import { succeed, type Result } from '../../../shared/errors.ts';
import { replayedSteps, type ReplayedStep } from '../../../shared/plan/from/correlate/compared-replay.ts';
import type { ImportResult } from '../../../shared/plan/from/imported/imported-plan.ts';
import { provedValues, replayedPlan, type ProvedValue } from '../../../shared/plan/from/correlate/replay.ts';
import type { TriedPlan } from '../../../shared/try-once.ts';
import { askForSecrets } from '../../host/ask-for-secrets.ts';
import { call } from '../../host/client.ts';
import { askToConfirm } from '../../host/start-run.ts';

export interface Replayed {
  readonly proved: readonly ProvedValue[];
  /** The last replay compared with the recording, step by step. */
  readonly steps: readonly ReplayedStep[];
  /** In ms since 1970. */
  readonly at: number;
}

/** Returns null if the person did not want to send to a public host, or had no value for a secret. */
export async function replayTwice({ plan, files, values, requests }: ImportResult): Promise<Result<Replayed> | null> {
  if (!(await askForSecrets(plan))) return null;
  const tried: TriedPlan[] = [];
  const confirmed: string[] = [];
  while (tried.length < 2) {
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    const replay = await call('plans.try', {
      plan: replayedPlan(plan, seed),
      tryId: crypto.randomUUID(),
      confirmed,
      files: files.map(({ name, bytes }) => ({ name, base64: btoa(bytes) })),
    });
    if (replay.ok) tried.push(replay.value);
    else if (replay.failure.confirmation === undefined) return replay;
    else if (!(await askToConfirm(replay.failure.confirmation))) return null;
    else confirmed.push(replay.failure.confirmation.host);
  }
  const last = tried.at(-1);
  const steps = last === undefined ? [] : requests.flatMap((all, at) => replayedSteps(all, last, at));
  return succeed({
    proved: provedValues(values, tried),
    steps: steps.map((step, at) => ({ ...step, number: at + 1 })),
    at: Date.now(),
  });
}
