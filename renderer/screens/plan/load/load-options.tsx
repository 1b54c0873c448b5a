// What refines the chosen load model: where it starts, its bound, what becomes of arrivals without a free VU, the warm-up.
import { SegmentedControl } from '@mantine/core';
import type { LoadModel } from '../../../../shared/plan/plan.ts';
import { DEFAULT_SEED } from '../../../../shared/plan/schedule.ts';
import { useDraftForm } from '../draft/draft-form.tsx';
import { TextField } from '../text-field.tsx';
import planFieldsCss from '../plan-fields.module.css';
import loadModelCss from './load-model.module.css';
import { classes } from '../../../ui/classes.ts';

export function LoadOptions({ model }: { readonly model: LoadModel }) {
  return (
    <div className={loadModelCss['plan-load-options']}>
      {model === 'open' && (
        <>
          <TextField path="load.open.maxVus" label="Max virtual users" className={planFieldsCss['plan-field-inline']} isNumber />
          <WhenBusy />
          <ArrivalLaw />
        </>
      )}
      {model !== 'iterations' && <StartAt model={model} />}
      <TextField path="warmup" label="Warm-up" className={planFieldsCss['plan-field-inline']} placeholder="0s" />
    </div>
  );
}

function StartAt({ model }: { readonly model: Exclude<LoadModel, 'iterations'> }) {
  const form = useDraftForm();
  return (
    <TextField
      path={`load.${model}.startTarget`}
      label="Start at"
      className={planFieldsCss['plan-field-inline']}
      placeholder={form.values.load[model].stages[0]?.target ?? ''}
      isNumber
      {...(model === 'open' ? { unit: '/s' } : {})}
    />
  );
}

function WhenBusy() {
  const form = useDraftForm();
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
        value={form.values.load.open.whenBusy}
        onChange={(whenBusy) => form.setFieldValue('load.open.whenBusy', whenBusy === 'drop' ? 'drop' : 'wait')}
      />
    </div>
  );
}

/** Where arrivals are random, the seed that makes them the same in every run. */
function ArrivalLaw() {
  const form = useDraftForm();
  const { arrivals } = form.values.load.open;
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
          onChange={(law) => form.setFieldValue('load.open.arrivals', law === 'poisson' ? 'poisson' : 'even')}
        />
      </div>
      {arrivals === 'poisson' && (
        <TextField
          path="load.open.seed"
          label="Seed"
          className={planFieldsCss['plan-field-inline']}
          placeholder={String(DEFAULT_SEED)}
          isNumber
        />
      )}
    </>
  );
}
