// How much is sent, at the bottom of the plan: a summary strip that opens to the load model, the thresholds and the limits.
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { memo, useId, type ComponentType } from 'react';
import { NO_VALUE } from '../../../../shared/format.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { useStore, type Store } from '../../../host/store.ts';
import { shortcutOf } from '../../../shortcuts/key-hint.tsx';
import type { Draft } from '../draft/draft.ts';
import type { DraftJudgement } from '../draft/use-plan-draft.ts';
import { ThresholdRows } from '../threshold-rows.tsx';
import { ComputerFigure, ComputerFit } from './computer-fit.tsx';
import css from './load-dock.module.css';
import { loadCurve, loadFigures, type LoadFigure } from './load-figures.ts';
import { LoadModelFields } from './load-model.tsx';
import { loadSentence } from './load-sentence.ts';
import { PlanLimits, type LimitsDialog } from './plan-limits.tsx';
import { SentPreview } from './preview.tsx';

interface LoadDockProps {
  readonly draft: Draft;
  /** Null while the load model has problems. */
  readonly plan: Plan | null;
  readonly judgement: Store<DraftJudgement>;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** True if there is space for a third column. */
  readonly isRoomy: boolean;
  readonly dialog: LimitsDialog | null;
  readonly onDialog: (dialog: LimitsDialog | null) => void;
}

const NO_FIGURES: readonly LoadFigure[] = ['Requests', 'Lasts', 'In flight at most'].map((label) => ({ label, value: NO_VALUE }));

/** Most keystrokes change a step, which concerns nothing here. */
export const LoadDock = memo(ShownDock, isAlike);

function ShownDock({ draft, plan, judgement, isOpen, onToggle, isRoomy, dialog, onDialog }: LoadDockProps) {
  const bodyId = useId();
  const thresholds = draft.thresholds.filter(({ expression }) => expression.trim() !== '').length;
  const isJourney = isJourneyOf(draft.scenarios);
  return (
    <section className={css['dock']} aria-label="Load" data-open={isOpen ? '' : undefined}>
      <div className={css['strip']}>
        <button
          type="button"
          className={css['toggle']}
          aria-expanded={isOpen}
          aria-controls={bodyId}
          aria-keyshortcuts={shortcutOf('plan.dock')}
          onClick={onToggle}
        >
          {isOpen ? (
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          ) : (
            <IconChevronUp size={16} stroke={1.75} aria-hidden />
          )}
          <span className={css['title']}>Load</span>
          {plan !== null && <MiniCurve plan={plan} />}
          <Sentence plan={plan} isJourney={isJourney} />
        </button>
        <dl className={css['figures']}>
          {(plan === null ? NO_FIGURES : loadFigures(plan).filter(({ label }) => label !== 'Peak')).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>Thresholds</dt>
            <dd>{thresholds}</dd>
          </div>
          <OfWholePlan judgement={judgement} part={plan} show={ComputerFigure} />
        </dl>
      </div>
      <div id={bodyId} className={css['body']} data-roomy={isRoomy ? '' : undefined} hidden={!isOpen}>
        {isOpen && (
          <>
            <div className={css['column']}>
              <LoadModelFields />
            </div>
            {isRoomy && (
              <div className={css['column']}>
                <SentPreview plan={plan} />
              </div>
            )}
            <div className={css['column']}>
              <ThresholdRows />
              <PlanLimits draft={draft} dialog={dialog} onDialog={onDialog} />
              <OfWholePlan judgement={judgement} part={plan} show={ComputerFit} />
            </div>
          </>
        )}
      </div>
      {!isOpen && dialog !== null && <PlanLimits draft={draft} dialog={dialog} onDialog={onDialog} isOnlyDialog />}
    </section>
  );
}

/** Its handlers do the same as long as everything else is the same. */
function isAlike({ draft, ...one }: LoadDockProps, { draft: nextDraft, ...next }: LoadDockProps): boolean {
  return isShallowEqual(one, next) && isShallowEqual(ownPart(draft), ownPart(nextDraft));
}

/** The steps matter only in whether there are several. */
function ownPart({
  name: _name,
  before: _before,
  sources: _sources,
  scenarios,
  ...own
}: Draft): Readonly<Record<string, unknown>> {
  return { ...own, isJourney: isJourneyOf(scenarios) };
}

function isJourneyOf(scenarios: Draft['scenarios']): boolean {
  return scenarios.some(({ steps }) => steps.length > 1);
}

function isShallowEqual(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(one).every(([name, value]) => typeof value === 'function' || Object.is(value, other[name]));
}

interface OfWholePlanProps {
  readonly judgement: Store<DraftJudgement>;
  /** Shown if the draft as a whole has problems. */
  readonly part: Plan | null;
  readonly show: ComponentType<{ readonly plan: Plan }>;
}

/** Only this component watches the check of the whole draft, so that the dock around it need not be rendered again. */
function OfWholePlan({ judgement, part, show: Show }: OfWholePlanProps) {
  const whole = useStore(judgement, (judged) => judged.plan);
  const plan = whole ?? part;
  return plan === null ? null : <Show plan={plan} />;
}

function Sentence({ plan, isJourney }: { readonly plan: Plan | null; readonly isJourney: boolean }) {
  if (plan === null) return <span className={css['sentence']}>The load model has a problem</span>;
  const { title, note } = loadSentence(plan, isJourney);
  return (
    <span className={css['sentence']}>
      <span>{title}</span>
      <span className={css['sentence-note']}>{note}</span>
    </span>
  );
}

const WIDTH = 96;
const HEIGHT = 34;

function MiniCurve({ plan }: { readonly plan: Plan }) {
  const { points, peak } = loadCurve(plan);
  const end = points.at(-1)?.at ?? 1;
  const line = points
    .map(
      ({ at, level }) =>
        `${((at / end) * WIDTH).toFixed(1)} ${(HEIGHT - 1 - (level / Math.max(peak, 1e-9)) * (HEIGHT - 4)).toFixed(1)}`,
    )
    .join(' L');
  return (
    <svg className={css['curve']} width={WIDTH} height={HEIGHT} aria-hidden>
      <path className={css['curve-area']} d={`M0 ${HEIGHT} L${line} L${WIDTH} ${HEIGHT} Z`} />
      <path className={css['curve-line']} d={`M${line}`} />
    </svg>
  );
}
