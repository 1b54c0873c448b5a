// Whether a scenario shares the load of the plan or has its own, with the same model.
import { SegmentedControl } from '@mantine/core';
import { FaultLine, useDraftForm, useWrite } from '../draft/draft-form.tsx';
import { loadAt } from '../draft/load-at.ts';
import { LoadFields } from '../load/load-fields.tsx';
import css from './scenario-panel.module.css';
import planScreenCss from '../plan-screen.module.css';

const CHOICES = [
  { value: 'shared', label: 'Shared by weight' },
  { value: 'own', label: 'Its own' },
];
const MODEL_WORDS = {
  iterations: 'A number of journeys in addition to those of the plan, with the same model.',
  closed: 'Its own users in addition to those of the plan, with the same closed model.',
  open: 'Its own arrivals in addition to those of the plan, with the same open model: two rates in one run.',
} as const;

export function OwnLoad({ index }: { readonly index: number }) {
  const draft = useDraftForm().values;
  const write = useWrite();
  const path = `scenarios.${index}.ownLoad`;
  const own = draft.scenarios[index]?.ownLoad ?? null;
  return (
    <>
      <SegmentedControl
        aria-label="Load of this scenario"
        size="xs"
        data={CHOICES}
        value={own === null ? 'shared' : 'own'}
        // It starts as a copy of the plan's load, so that only the differences must be written.
        onChange={(value) => write(path, value === 'own' ? draft.load : null)}
      />
      <p className={planScreenCss['plan-hint']}>
        {own === null ? 'The load of the plan, at the foot, is shared by its scenarios.' : MODEL_WORDS[draft.load.model]}
      </p>
      <FaultLine path={`${path}.model`} />
      {own !== null && (
        <div className={css['own-load']}>
          <LoadFields path={path} load={loadAt(draft, path)} />
        </div>
      )}
    </>
  );
}
