// The state of the start screen's form: its fields and their problems, starting the run, and opening it as a plan.
import { useMemo, useState, type RefObject } from 'react';
import { useActiveRunId } from '../../host/host-state.ts';
import { startTry } from '../../host/plan-tries.ts';
import { startRun } from '../../host/start-run.ts';
import { drafts } from '../plan/draft/draft-store.ts';
import { freeNewId } from '../plan/plan-entries.ts';
import { faultsOf, firstRunPlan, type FieldFaults, type FirstRunField, type FirstRunFields } from './first-run-plan.ts';
import { isCurlCommand } from '../../../shared/plan/from/curl.ts';
import { openPlan } from '../../host/plan-file.ts';
import { rememberStart } from './remembered-start.ts';
import { understand } from './understand.ts';

const ORDER: readonly FirstRunField[] = ['url', 'iterations', 'vus', 'rate', 'duration'];

export function useFirstRun(form: RefObject<HTMLFormElement | null>, first: FirstRunFields) {
  const [fields, setFields] = useState<FirstRunFields>(first);
  const [faults, setFaults] = useState<FieldFaults>({});
  const [isStarting, setStarting] = useState(false);
  const [refusedBy, setRefusedBy] = useState<string | null>(null);
  const activeId = useActiveRunId();
  // Once the run that blocked this one is over, the sentence is no longer true.
  const isStale = refusedBy !== null && activeId !== refusedBy;
  const understood = useMemo(() => understand(fields.url), [fields.url]);

  function change(changed: Partial<FirstRunFields>): void {
    setFields({ ...fields, ...changed, ...countedFirst(fields.url, changed) });
    setFaults({ ...faults, ...Object.fromEntries(Object.keys(changed).map((field) => [field, undefined])) });
    setRefusedBy(null);
  }

  function refuse(found: FieldFaults): void {
    setFaults(found);
    const first = ORDER.find((field) => found[field] !== undefined);
    if (first !== undefined) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
  }

  async function run(): Promise<void> {
    const made = firstRunPlan(fields);
    if (!made.ok) return refuse(faultsOf(made.failure, fields.amount));
    setStarting(true);
    const started = await startRun(made.value, null);
    setStarting(false);
    if (started === null) return;
    if (started.ok) rememberStart(fields);
    else {
      setRefusedBy(started.failure.code === 'run_active' ? activeId : null);
      refuse(faultsOf(started.failure, fields.amount));
    }
  }

  /** A single try before any load: the plan is not in the list until somebody edits it. */
  function see(): void {
    const made = firstRunPlan(fields);
    if (!made.ok) return refuse(faultsOf(made.failure, fields.amount));
    rememberStart(fields);
    void startTry(freeNewId(drafts.all()), made.value);
  }

  async function open(): Promise<void> {
    const made = firstRunPlan(fields);
    const failure = made.ok ? await openPlan(made.value) : made.failure;
    if (failure !== null) refuse(faultsOf(failure, fields.amount));
  }

  return {
    fields,
    faults: isStale ? { ...faults, url: undefined } : faults,
    understood,
    isStarting,
    blockedBy: isStale ? null : refusedBy,
    change,
    run,
    open,
    see,
  };
}

/** A pasted command often changes something on the server, so by default it is only sent a fixed number of times. */
function countedFirst(before: string, { url }: Partial<FirstRunFields>): Partial<FirstRunFields> {
  return url !== undefined && isCurlCommand(url.trim()) && !isCurlCommand(before.trim()) ? { amount: 'requests' } : {};
}
