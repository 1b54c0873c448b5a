// The fields of a load with a given model: of the plan, or of a single scenario.
import type { ReactNode } from 'react';
import { FaultLine } from '../draft/draft-form.tsx';
import type { LoadDraft } from '../draft/draft-load.ts';
import { TextField } from '../text-field.tsx';
import { LoadOptions } from './load-options.tsx';
import css from './load-model.module.css';
import { StageRows } from './stage-rows.tsx';
import planScreenCss from '../plan-screen.module.css';

interface LoadFieldsProps {
  /** For example "load", "scenarios.0.ownLoad". */
  readonly path: string;
  readonly load: LoadDraft;
  /** What is shown below the options. */
  readonly children?: ReactNode;
}

export function LoadFields({ path, load, children }: LoadFieldsProps) {
  const { model } = load;
  return (
    <div className={css['plan-load']}>
      {model === 'iterations' ? <IterationFields path={path} /> : <StageRows key={model} {...{ path, load, model }} />}
      <div className={css['plan-load-options']}>
        <LoadOptions path={path} load={load} />
        {children}
      </div>
    </div>
  );
}

function IterationFields({ path }: { readonly path: string }) {
  return (
    <div className={css['plan-iterations']}>
      <TextField path={`${path}.iterations.iterations`} label="Iterations" isNumber hasFaultLine={false} />
      <TextField path={`${path}.iterations.vus`} label="Virtual users" isNumber hasFaultLine={false} />
      <FaultLine path={`${path}.iterations.iterations`} />
      <FaultLine path={`${path}.iterations.vus`} />
      <p className={planScreenCss['plan-hint']}>
        All are due at the start. Each virtual user takes the next one as soon as it is free.
      </p>
    </div>
  );
}
