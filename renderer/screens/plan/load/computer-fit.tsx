// Whether this computer can send what the plan demands: its ceiling, how close the plan comes, and how to measure it.
import { UnstyledButton } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { useId } from 'react';
import { calibrationKey, fitnessOf, peakDemand, type Calibration } from '../../../../shared/calibration.ts';
import { formatPercent, formatRate } from '../../../../shared/format.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { startCalibration, useCalibration } from '../../../host/calibration.ts';
import { shortTimeOf } from '../../../ui/day.ts';
import { showFailure } from '../../../ui/toasts.tsx';
import { VerdictIcon } from '../../../ui/verdict-icon.tsx';
import computerFitCss from './computer-fit.module.css';
import planScreenCss from '../plan-screen.module.css';
import { classes } from '../../../ui/classes.ts';
import planFieldsCss from '../plan-fields.module.css';

export function ComputerFit({ plan }: { readonly plan: Plan }) {
  const titleId = useId();
  const { calibration, isMeasuring } = useCalibration();
  async function handleMeasure(): Promise<void> {
    const measured = await startCalibration(plan);
    if (!measured.ok) showFailure(measured.failure);
  }
  return (
    <section className={computerFitCss['computer-fit']} aria-labelledby={titleId}>
      <h2 id={titleId}>
        Can this computer do it? <span className={planScreenCss['plan-heading-note']}>{measuredWords(calibration)}</span>
      </h2>
      {calibration !== null && <Fit plan={plan} calibration={calibration} />}
      {calibration === null && (
        <p className={planScreenCss['plan-hint']}>
          Send for 2 s to a server inside Onrush, with this plan’s settings, to see its ceiling.
        </p>
      )}
      <UnstyledButton
        className={computerFitCss['computer-fit-measure']}
        disabled={isMeasuring}
        onClick={() => void handleMeasure()}
      >
        <IconGauge size={16} stroke={1.75} aria-hidden="true" />
        {isMeasuring ? 'Measuring, 2 s' : calibration === null ? 'Measure, 2 s' : 'Measure again, 2 s'}
      </UnstyledButton>
    </section>
  );
}

/** The share of its ceiling that the plan needs, or how to find it out, for a row of figures. */
export function ComputerFigure({ plan }: { readonly plan: Plan }) {
  const { calibration, isMeasuring } = useCalibration();
  const fit = calibration === null ? null : fitnessOf(plan, calibration);
  return (
    <div>
      <dt>This computer</dt>
      <dd>
        {calibration === null ? (
          <button
            type="button"
            className={planFieldsCss['plan-fix']}
            disabled={isMeasuring}
            onClick={() =>
              void startCalibration(plan).then((measured) => (measured.ok ? undefined : showFailure(measured.failure)))
            }
          >
            {isMeasuring ? 'Measuring' : 'Measure, 2 s'}
          </button>
        ) : (
          <span
            className={computerFitCss['computer-figure']}
            data-noisy={fit?.isNoisy === true ? '' : undefined}
            title={fit?.words}
          >
            <span aria-hidden>
              <span style={{ width: `${Math.min(1, fit?.share ?? 0) * 100}%` }} />
            </span>
            {fit?.share === null || fit === null ? formatRate(calibration.ceiling) : formatPercent(fit.share)}
          </span>
        )}
      </dd>
    </div>
  );
}

function Fit({ plan, calibration }: { readonly plan: Plan; readonly calibration: Calibration }) {
  const { share, isNoisy, words } = fitnessOf(plan, calibration);
  const demand = peakDemand(plan);
  const isOfOthers = calibrationKey(plan) !== calibration.key;
  return (
    <>
      <div className={computerFitCss['computer-fit-bar']} aria-hidden="true">
        <span className={isNoisy ? 'is-noisy' : undefined} style={{ width: `${Math.min(1, share ?? 0) * 100}%` }} />
        <i />
      </div>
      <div className={computerFitCss['computer-fit-scale']}>
        <span>{demand === null ? 'no planned rate' : formatRate(demand)}</span>
        <span>half</span>
        <span>{formatRate(calibration.ceiling)} ceiling</span>
      </div>
      <output
        className={isNoisy ? classes(computerFitCss['computer-fit-words'], 'is-noisy') : computerFitCss['computer-fit-words']}
      >
        <VerdictIcon verdict={isNoisy ? 'strained' : 'trusted'} size={16} />
        <span>{words}</span>
      </output>
      {isOfOthers && <p className={planScreenCss['plan-hint']}>Measured with other settings. Measure again for this plan.</p>}
    </>
  );
}

function measuredWords(calibration: Calibration | null): string {
  return calibration === null ? 'not measured yet' : `measured ${shortTimeOf(calibration.measuredAt, Date.now())}`;
}
