// The options of the chosen load model: its start, its limit, and what happens to arrivals without a free VU.
import { SegmentedControl } from '@mantine/core';
import { DEFAULT_SEED } from '../../../../shared/plan/schedule.ts';
import { useWrite } from '../draft/draft-form.tsx';
import type { LoadDraft } from '../draft/draft-load.ts';
import type { StagedModel } from '../draft/load-at.ts';
import { TextField } from '../text-field.tsx';
import planFieldsCss from '../plan-fields.module.css';
import { classes } from '../../../ui/classes.ts';

interface LoadOptionsProps {
  /** The path of the load: "load", "scenarios.0.ownLoad". */
  readonly path: string;
  readonly load: LoadDraft;
}

export function LoadOptions({ path, load }: LoadOptionsProps) {
  const { model } = load;
  return (
    <>
      {model === 'open' && (
        <>
          <TextField
            path={`${path}.open.maxVus`}
            label="Max virtual users"
            className={planFieldsCss['plan-field-inline']}
            isNumber
          />
          <WhenBusy path={path} load={load} />
          <ArrivalLaw path={path} load={load} />
        </>
      )}
      {model !== 'iterations' && <StartAt path={path} load={load} model={model} />}
    </>
  );
}

function StartAt({ path, load, model }: LoadOptionsProps & { readonly model: StagedModel }) {
  return (
    <TextField
      path={`${path}.${model}.startTarget`}
      label="Start at"
      className={planFieldsCss['plan-field-inline']}
      placeholder={load[model].stages[0]?.target ?? ''}
      isNumber
      {...(model === 'open' ? { unit: '/s' } : {})}
    />
  );
}

function WhenBusy({ path, load }: LoadOptionsProps) {
  const write = useWrite();
  return (
    <div className={classes(planFieldsCss['plan-field'], planFieldsCss['plan-field-inline'])}>
      <span className={planFieldsCss['plan-label']}>When all are busy</span>
      <SegmentedControl
        aria-label="When all are busy"
        className={planFieldsCss['plan-when-busy']}
        size="xs"
        data={[
          { value: 'wait', label: 'Wait' },
          { value: 'drop', label: 'Drop' },
        ]}
        value={load.open.whenBusy}
        onChange={(whenBusy) => write(`${path}.open.whenBusy`, whenBusy)}
      />
    </div>
  );
}

/** The seed that makes random arrivals the same in every run. */
function ArrivalLaw({ path, load }: LoadOptionsProps) {
  const write = useWrite();
  const { arrivals } = load.open;
  return (
    <>
      <div className={classes(planFieldsCss['plan-field'], planFieldsCss['plan-field-inline'])}>
        <span className={planFieldsCss['plan-label']}>Arrivals</span>
        <SegmentedControl
          aria-label="Arrivals"
          className={planFieldsCss['plan-when-busy']}
          size="xs"
          data={[
            { value: 'even', label: 'Even' },
            { value: 'poisson', label: 'Poisson' },
          ]}
          value={arrivals}
          onChange={(law) => write(`${path}.open.arrivals`, law)}
        />
      </div>
      {arrivals === 'poisson' && (
        <TextField
          path={`${path}.open.seed`}
          label="Seed"
          className={planFieldsCss['plan-field-inline']}
          placeholder={String(DEFAULT_SEED)}
          isNumber
        />
      )}
    </>
  );
}
