// The shape of each load model, 54 by 28: pulses, a held level, a level with arrivals beneath.
import type { LoadModel } from '../../../../shared/plan/plan.ts';
import css from './load-model.module.css';

const LINES: Readonly<Record<LoadModel, string>> = {
  iterations: 'M1 24 H6 V6 H15 V24 H19 V6 H28 V24 H32 V6 H41 V24 H45 V6 H53 V24',
  closed: 'M1 24 L17 6 H53',
  open: 'M1 22 L12 6 H53',
};

export function LoadGlyph({ model }: { readonly model: LoadModel }) {
  return (
    <svg className={css['plan-glyph']} width="54" height="28" viewBox="0 0 54 28" fill="none" aria-hidden>
      {model === 'closed' && <path d="M1 24.5 H53" strokeOpacity="0.5" />}
      {model === 'open' && (
        <path d="M8 24v-6M15 24v-9M21 24v-9M27 24v-9M33 24v-9M39 24v-9M45 24v-9M51 24v-9" strokeOpacity="0.7" />
      )}
      <path d={LINES[model]} strokeWidth="1.5" />
    </svg>
  );
}
