// The choices of one review and its actions: selection, pauses, values, two replays, the plan.
import { useEffect, useState } from 'react';
import type { Failure, Result } from '../../../shared/errors.ts';
import type { FoundValue } from '../../../shared/plan/from/correlate/found-value.ts';
import { isProved } from '../../../shared/plan/from/correlate/replay.ts';
import { keyOf } from '../../../shared/plan/from/correlate/value-key.ts';
import type { ImportResult } from '../../../shared/plan/from/imported/imported-plan.ts';
import { usualTicks, type ImportChoice, type ValueChoice } from '../../host/chosen-plan.ts';
import type { ReadImport } from '../../host/import-worker.ts';
import { planOfChoice } from '../../host/plan-import.ts';
import { withKeys } from './import-rows.ts';
import { saveImportedPlan } from './make-plan.ts';
import { replayTwice, type Replayed } from './replay-twice.ts';

export function useReview({ imported, made: first }: ReadImport) {
  const [ticked, setTicked] = useState(() => usualTicks(imported));
  const [keepsPauses, setKeepsPauses] = useState(true);
  const [values, setValues] = useState<ReadonlyMap<string, ValueChoice>>(new Map());
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [replayed, setReplayed] = useState<Replayed | null>(null);
  const [isReplaying, setReplaying] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { made, isCurrent, latest } = useMade(first, { ticked, keepsPauses, values });

  async function make(): Promise<void> {
    if (!made.ok || isSaving) return;
    setSaving(true);
    const plan = await latest();
    setFailure(plan.ok ? await saveImportedPlan(plan.value, kept) : plan.failure);
    setSaving(false);
  }

  /** Every value is looked for, including those that a person left unchanged. */
  async function replay(): Promise<void> {
    if (isReplaying) return;
    setReplaying(true);
    const all = await planOfChoice({ ticked, keepsPauses, values: new Map(), isReplay: true });
    const proved = all === null || !all.ok ? all : await replayTwice(all.value);
    setReplaying(false);
    setFailure(proved === null || proved.ok ? null : proved.failure);
    if (proved === null || !proved.ok) return;
    setReplayed(proved.value);
    const left = proved.value.proved.filter((one) => one.found.kind === 'taken' && !isProved(one));
    setValues(new Map([...values, ...left.map(({ found }): [string, ValueChoice] => [keyOf(found), 'keep'])]));
  }

  /** A different selection has other values, so earlier proofs no longer apply. */
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
  return {
    ticked,
    tick,
    pauses,
    values,
    choose,
    secrets,
    replayed,
    isReplaying,
    replay,
    isSaving,
    make,
    failure,
    made,
    isCurrent,
  };
}

interface Made {
  /** The latest that was made: while a new choice is worked out, that of the choice before it. */
  readonly made: Result<ImportResult>;
  readonly isCurrent: boolean;
  /** What was made of the choice of now. */
  readonly latest: () => Promise<Result<ImportResult>>;
}

/** The plan of each choice. Nothing is asked before something was chosen: the file came with what it becomes then. */
function useMade(first: Result<ImportResult>, { ticked, keepsPauses, values }: ImportChoice): Made {
  const [shown, setShown] = useState({ made: first, ticked, keepsPauses, values });
  const isCurrent = shown.ticked === ticked && shown.keepsPauses === keepsPauses && shown.values === values;
  useEffect(() => {
    if (isCurrent) return;
    let isWanted = true;
    void planOfChoice({ ticked, keepsPauses, values }).then((made) => {
      if (isWanted && made !== null) setShown({ made, ticked, keepsPauses, values });
    });
    return () => {
      isWanted = false;
    };
  }, [isCurrent, ticked, keepsPauses, values]);
  return {
    made: shown.made,
    isCurrent,
    latest: async () => (isCurrent ? shown.made : ((await planOfChoice({ ticked, keepsPauses, values })) ?? shown.made)),
  };
}
