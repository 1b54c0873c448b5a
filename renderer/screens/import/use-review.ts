// The choices of one review and what is done with them: ticks, pauses, values, two replays, the plan.
import { useMemo, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { FoundValue } from '../../../shared/plan/from/correlate/found-value.ts';
import { isProved } from '../../../shared/plan/from/correlate/replay.ts';
import { keyOf } from '../../../shared/plan/from/correlate/value-key.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import { usualTicks, withKeys } from './import-rows.ts';
import { chosenPlan, saveImportedPlan, type ValueChoice } from './make-plan.ts';
import { replayTwice, type Replayed } from './replay-twice.ts';

export function useReview(imported: Imported) {
  const [ticked, setTicked] = useState(() => usualTicks(imported));
  const [keepsPauses, setKeepsPauses] = useState(true);
  const [values, setValues] = useState<ReadonlyMap<string, ValueChoice>>(new Map());
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [replayed, setReplayed] = useState<Replayed | null>(null);
  const [isReplaying, setReplaying] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const made = useMemo(() => chosenPlan(imported, { ticked, keepsPauses, values }), [imported, ticked, keepsPauses, values]);

  async function make(): Promise<void> {
    if (!made.ok || isSaving) return;
    setSaving(true);
    setFailure(await saveImportedPlan(made.value, kept));
    setSaving(false);
  }

  /** Every value is looked for, also those that a person left alone. */
  async function replay(): Promise<void> {
    const all = chosenPlan(imported, { ticked, keepsPauses, values: new Map(), showsSecrets: true });
    if (!all.ok || isReplaying) return;
    setReplaying(true);
    const proved = await replayTwice(all.value);
    setReplaying(false);
    setFailure(proved === null || proved.ok ? null : proved.failure);
    if (proved === null || !proved.ok) return;
    setReplayed(proved.value);
    const left = proved.value.proved.filter((one) => one.found.kind === 'taken' && !isProved(one));
    setValues(new Map([...values, ...left.map(({ found }): [string, ValueChoice] => [keyOf(found), 'keep'])]));
  }

  /** Other steps have other values: what was proved of them is not proved of these. */
  function tick(next: ReadonlySet<string>): void {
    setTicked(next);
    setReplayed(null);
  }

  function choose(found: FoundValue, choice: ValueChoice): void {
    setValues(new Map([...values, [keyOf(found), choice]]));
  }

  /** Whether the value of a secret is stored on this computer when the plan is made. */
  function keepSecret(name: string, isKept: boolean): void {
    setKept(withKeys(kept, [name], isKept));
  }

  const pauses = { keepsPauses, setKeepsPauses };
  const secrets = { kept, keepSecret };
  return { ticked, tick, pauses, values, choose, secrets, replayed, isReplaying, replay, isSaving, make, failure, made };
}
