// The choices of one review and what is done with them: ticks, pauses, values, two replays, the plan.
import { useMemo, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import { usualTicks, withKeys } from './import-rows.ts';
import { chosenPlan, savePlan } from './make-plan.ts';
import { replayTwice, type Replayed } from './replay-twice.ts';

export function useReview(imported: Imported) {
  const [ticked, setTicked] = useState(() => usualTicks(imported));
  const [keepsPauses, setKeepsPauses] = useState(true);
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [replayed, setReplayed] = useState<Replayed | null>(null);
  const [isReplaying, setReplaying] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const made = useMemo(() => chosenPlan(imported, { ticked, keepsPauses, kept }), [imported, ticked, keepsPauses, kept]);

  async function make(): Promise<void> {
    if (!made.ok || isSaving) return;
    setSaving(true);
    setFailure(await savePlan(made.value));
    setSaving(false);
  }

  /** Every value is looked for, also those that a person left alone. */
  async function replay(): Promise<void> {
    const all = chosenPlan(imported, { ticked, keepsPauses, kept: new Set() });
    if (!all.ok || isReplaying) return;
    setReplaying(true);
    const proved = await replayTwice(imported, all.value, ticked);
    setReplaying(false);
    setFailure(proved === null || proved.ok ? null : proved.failure);
    if (proved === null || !proved.ok) return;
    setReplayed(proved.value);
    setKept(new Set(proved.value.proved.flatMap(({ found, verdict }) => (verdict === 'fixed' ? [found.value] : []))));
  }

  /** Other steps have other values: what was proved of them is not proved of these. */
  function tick(next: ReadonlySet<string>): void {
    setTicked(next);
    setReplayed(null);
  }

  function keep(value: string, isKept: boolean): void {
    setKept(withKeys(kept, [value], isKept));
  }

  return { ticked, tick, keepsPauses, setKeepsPauses, kept, keep, replayed, isReplaying, replay, isSaving, make, failure, made };
}
