// The sources of values that no step makes: variables, secrets, data files, random values.
import { useId } from 'react';
import type { Plan } from '../../../../shared/plan/plan.ts';
import type { Draft } from '../draft/draft.ts';
import { FaultLine } from '../draft/draft-form.tsx';
import { TextInput } from '../text-field.tsx';
import { Block } from './block.tsx';
import { DataFiles } from './data-files.tsx';
import { SecretRows } from './secret-rows.tsx';
import css from './sources-view.module.css';
import { VariableTable } from './variable-table.tsx';

interface SourcesViewProps {
  readonly draft: Draft;
  readonly planId: string | null;
  /** Null while its load has problems. */
  readonly plan: Plan | null;
}

export function SourcesView({ draft, planId, plan }: SourcesViewProps) {
  return (
    <div className={css['sources']}>
      <VariableTable draft={draft} />
      <SecretRows draft={draft} />
      <DataFiles draft={draft} planId={planId} plan={plan} />
      <RandomSeed />
    </div>
  );
}

/** The seed for all random values of the plan. */
function RandomSeed() {
  const id = useId();
  return (
    <Block title="Random values" note="of {{$randomInt[1,3]}}, {{$guid}}, random rows and random matches" adds={[]}>
      <div className={css['seed']}>
        <label htmlFor={id}>follow from the seed</label>
        <TextInput id={id} path="seed" placeholder="1" isNumber />
        <span className={css['used']}>The same seed makes the same requests for the same journey, in every run.</span>
      </div>
      <FaultLine path="seed" />
    </Block>
  );
}
