// Before the first run: how fast this computer is, so that nobody mistakes its limit for the server's.
import { UnstyledButton } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { formatRate } from '../../../shared/format.ts';
import { fitnessOf } from '../../../shared/calibration.ts';
import { startCalibration, useCalibration } from '../../host/calibration.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { VerdictIcon } from '../../ui/verdict-icon.tsx';
import { FIRST_FIELDS, firstRunPlan } from './first-run-plan.ts';
import css from './start-screen.module.css';
import { classes } from '../../ui/classes.ts';

/** Any plan of this kind costs this computer the same. */
const PLAN = firstRunPlan({ ...FIRST_FIELDS, url: 'http://127.0.0.1/' });

export function FirstMeasure() {
  const { calibration, isKnown, isMeasuring } = useCalibration();
  if (!isKnown || !PLAN.ok) return <p className={css['first-measure']} />;
  const { value: plan } = PLAN;

  async function handleMeasure(): Promise<void> {
    const measured = await startCalibration(plan);
    if (!measured.ok) showFailure(measured.failure);
  }

  if (calibration === null || isMeasuring) {
    return (
      <p className={css['first-measure']}>
        <UnstyledButton disabled={isMeasuring} onClick={() => void handleMeasure()}>
          <IconGauge size={16} stroke={1.75} aria-hidden />
          {isMeasuring ? 'Checking, 2 s' : 'Check this computer (2 s)'}
        </UnstyledButton>
        <span>It tells you whether this computer or the server is the limit. Only test systems you are allowed to test.</span>
      </p>
    );
  }
  const { isNoisy } = fitnessOf(plan, calibration);
  return (
    <p className={isNoisy ? classes(css['first-measure'], 'is-noisy') : css['first-measure']}>
      <VerdictIcon verdict={isNoisy ? 'strained' : 'trusted'} size={16} />
      <span>
        This computer sends at most {formatRate(calibration.ceiling)}
        {isNoisy ? '. Other programs keep it busy, so expect noise.' : '. Stay below half of that.'}
      </span>
    </p>
  );
}
