// The target of a capacity search: a saved plan, one that was chosen elsewhere, or a URL as on the start screen.
import { NativeSelect, TextInput } from '@mantine/core';
import type { PlanRow } from '../../../shared/run.ts';
import type { ChosenPlan } from '../../host/capacities.ts';
import { hrefOf } from '../../route.ts';
import { FIRST_FIELDS, firstRunPlan } from '../start/first-run-plan.ts';
import css from './setup.module.css';

export interface TargetFields {
  /** The id of a saved plan, or one of the names below. */
  readonly source: string;
  readonly url: string;
}

/** Not ids of plans, which are longer. */
export const OF_URL = 'url';
export const OF_UNSAVED = 'unsaved';

/** Returns a sentence if there is none; it is empty if nothing was written yet. */
export function targetOf(
  { source, url }: TargetFields,
  plans: readonly PlanRow[],
  unsaved: ChosenPlan | null,
): ChosenPlan | string {
  if (source === OF_UNSAVED && unsaved !== null) return unsaved;
  const row = plans.find(({ id }) => id === source);
  if (row !== undefined) return { plan: row.plan, planId: row.id };
  if (url.trim() === '') return '';
  const made = firstRunPlan({ ...FIRST_FIELDS, url });
  return made.ok ? { plan: made.value, planId: null } : (made.failure.problems?.[0]?.message ?? made.failure.message);
}

interface SetupTargetProps {
  readonly fields: TargetFields;
  readonly plans: readonly PlanRow[];
  readonly unsaved: ChosenPlan | null;
  readonly target: ChosenPlan | string;
  readonly onChange: (part: Partial<TargetFields>) => void;
}

export function SetupTarget({ fields, plans, unsaved, target, onChange }: SetupTargetProps) {
  const isUrl = fields.source === OF_URL;
  const hasPlans = plans.length > 0 || unsaved !== null;
  const step = typeof target === 'string' ? undefined : target.plan.scenarios[0]?.steps[0];
  return (
    <>
      <div className={css['sentence']}>
        {hasPlans && (
          <NativeSelect
            aria-label="Plan"
            className={css['plan']}
            value={fields.source}
            data={[
              ...(unsaved === null ? [] : [{ value: OF_UNSAVED, label: unsaved.plan.name }]),
              ...plans.map(({ id, plan }) => ({ value: id, label: plan.name })),
              { value: OF_URL, label: 'A URL or a cURL command' },
            ]}
            onChange={(event) => onChange({ source: event.target.value })}
          />
        )}
        {isUrl ? (
          <TextInput
            aria-label="URL"
            className={css['url']}
            placeholder="http://127.0.0.1:8080/ or a cURL command"
            value={fields.url}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ url: event.target.value })}
          />
        ) : (
          fields.source !== OF_UNSAVED && <a href={hrefOf({ screen: 'plans', planId: fields.source })}>Edit it</a>
        )}
      </div>
      {typeof target === 'string' ? (
        target !== '' && (
          <p role="alert" className={css['fault']}>
            {target}
          </p>
        )
      ) : (
        <p className={css['hint']}>
          {step !== undefined && (
            <code>
              {step.method} {step.url}
            </code>
          )}
          {isUrl ? ' is sent again and again.' : '. Its requests and checks are used; its own load is not.'}
        </p>
      )}
    </>
  );
}
