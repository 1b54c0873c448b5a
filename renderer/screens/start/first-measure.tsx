// Before the first run: how fast this computer itself is, so that nobody takes its limit for the server's.
import { UnstyledButton } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { formatRate } from '../../../shared/format.ts';
import { fitnessOf } from '../../../shared/calibration.ts';
import { measureComputer, useCalibration } from '../../host/calibration.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import { firstRunPlan } from './first-run-plan.ts';
import css from './start-screen.module.css';
import { classes } from '../../ui/classes.ts';

/** Any plan of this kind asks the same of this computer. */
const PLAN = firstRunPlan({ url: 'http://127.0.0.1/', iterations: '1000', vus: '50' });

export function FirstMeasure() {
  const { calibration, isKnown, isMeasuring } = useCalibration();
  if (!isKnown || !PLAN.ok) return <p className={css['first-measure']} />;
  const { value: plan } = PLAN;

  async function handleMeasure(): Promise<void> {
    const measured = await measureComputer(plan);
    if (!measured.ok) showFailure(measured.failure);
  }

  if (calibration === null || isMeasuring) {
    return (
      <p className={css['first-measure']}>
        <UnstyledButton disabled={isMeasuring} onClick={() => void handleMeasure()}>
          <IconGauge size={16} stroke={1.75} aria-hidden />
          {isMeasuring ? 'Measuring, 2 s' : 'Measure this computer first, 2 s'}
        </UnstyledButton>
        <span>Tells its limit from the server’s.</span>
      </p>
    );
  }
  const { isNoisy } = fitnessOf(plan, calibration);
  return (
    <p className={isNoisy ? classes(css['first-measure'], 'is-noisy') : css['first-measure']}>
      <VerdictIcon verdict={isNoisy ? 'strained' : 'trusted'} size={16} />
      <span>
        This computer sends at most {formatRate(calibration.ceiling)}
        {isNoisy ? ', and something else keeps it busy: expect noise.' : '; plan for less than half of it.'}
      </span>
    </p>
  );
}
