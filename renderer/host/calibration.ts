// What this computer can do, as last measured: read once, measured again on request, and the same on every screen.
import { useEffect } from 'react';
import type { Calibration } from '../../shared/calibration.ts';
import type { Result } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { call } from './client.ts';
import { createStore, useStore } from './store.ts';

export interface CalibrationState {
  /** Null before the first measurement. */
  readonly calibration: Calibration | null;
  /** False until it is known whether there is a measurement. */
  readonly isKnown: boolean;
  readonly isMeasuring: boolean;
}

const state = createStore<CalibrationState>({ calibration: null, isKnown: false, isMeasuring: false });

export function useCalibration(): CalibrationState {
  useEffect(() => void readCalibration(), []);
  return useStore(state, (value) => value);
}

/** Takes two seconds. */
export async function startCalibration(plan: Plan): Promise<Result<Calibration>> {
  setPart({ isMeasuring: true });
  const measured = await call('calibration.measure', { plan });
  setPart({ isMeasuring: false, ...(measured.ok ? { calibration: measured.value, isKnown: true } : {}) });
  return measured;
}

async function readCalibration(): Promise<void> {
  if (state.get().isKnown) return;
  const known = await call('calibration.get', {});
  if (known.ok) setPart({ calibration: known.value, isKnown: true });
}

function setPart(part: Partial<CalibrationState>): void {
  state.set({ ...state.get(), ...part });
}
