// The load model: one of three as tiles, then the fields of the chosen one.
import { useId } from 'react';
import type { LoadModel } from '../../../../shared/plan/plan.ts';
import { FaultLine, useDraftForm } from '../draft/draft-form.tsx';
import { LoadFields } from './load-fields.tsx';
import { TextField } from '../text-field.tsx';
import loadModelCss from './load-model.module.css';
import textCss from '../../../ui/text.module.css';
import planFieldsCss from '../plan-fields.module.css';

interface Tile {
  readonly model: LoadModel;
  readonly title: string;
  readonly words: string;
}

const tilesOf = (noun: 'request' | 'journey'): readonly Tile[] => [
  { model: 'iterations', title: 'Iterations', words: `A fixed number of ${noun}s, as fast as the VUs allow` },
  {
    model: 'closed',
    title: 'Closed',
    words:
      noun === 'request'
        ? 'Virtual users that wait for each response before the next request'
        : 'Virtual users that end each journey before the next one',
  },
  { model: 'open', title: 'Open', words: 'Arrivals that do not wait: shows what users would feel' },
];

export function LoadModelFields() {
  const form = useDraftForm();
  const titleId = useId();
  const group = useId();
  const { model } = form.values.load;
  const isJourney = form.values.scenarios.some(({ steps }) => steps.length > 1);
  return (
    <div>
      <h2 id={titleId} className={textCss['visually-hidden']}>
        Load model
      </h2>
      <div className={loadModelCss['plan-models']} role="radiogroup" aria-labelledby={titleId}>
        {tilesOf(isJourney ? 'journey' : 'request').map((tile) => (
          <label key={tile.model} className={loadModelCss['plan-model']}>
            <input
              type="radio"
              name={group}
              aria-label={`${tile.title} model`}
              checked={model === tile.model}
              data-path={model === tile.model ? 'load.model' : undefined}
              onChange={() => form.setFieldValue('load.model', tile.model)}
            />
            <LoadGlyph model={tile.model} />
            <span className={loadModelCss['plan-model-title']}>{tile.title}</span>
            <span className={loadModelCss['plan-model-words']}>{tile.words}</span>
          </label>
        ))}
      </div>
      <FaultLine path="load.model" />
      <LoadFields path="load" load={form.values.load}>
        <TextField path="warmup" label="Warm-up" className={planFieldsCss['plan-field-inline']} placeholder="0s" />
      </LoadFields>
    </div>
  );
}

const LINES: Readonly<Record<LoadModel, string>> = {
  iterations: 'M1 24 H6 V6 H15 V24 H19 V6 H28 V24 H32 V6 H41 V24 H45 V6 H53 V24',
  closed: 'M1 24 L17 6 H53',
  open: 'M1 22 L12 6 H53',
};

function LoadGlyph({ model }: { readonly model: LoadModel }) {
  return (
    <svg className={loadModelCss['plan-glyph']} width="54" height="28" viewBox="0 0 54 28" fill="none" aria-hidden>
      {model === 'closed' && <path d="M1 24.5 H53" strokeOpacity="0.5" />}
      {model === 'open' && (
        <path d="M8 24v-6M15 24v-9M21 24v-9M27 24v-9M33 24v-9M39 24v-9M45 24v-9M51 24v-9" strokeOpacity="0.7" />
      )}
      <path d={LINES[model]} strokeWidth="1.5" />
    </svg>
  );
}
