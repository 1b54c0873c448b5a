// What this computer can do, as last measured: read once, measured anew on demand, the same on every screen.
import { useEffect, useSyncExternalStore } from 'react';
import type { Calibration } from '../../shared/calibration.ts';
import type { Result } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { call } from './client.ts';

export interface CalibrationState {
  /** Null before the first measurement. */
  readonly calibration: Calibration | null;
  /** False until it is known whether there is one. */
  readonly isKnown: boolean;
  readonly isMeasuring: boolean;
}

let state: CalibrationState = { calibration: null, isKnown: false, isMeasuring: false };
const watchers = new Set<() => void>();

export function useCalibration(): CalibrationState {
  useEffect(() => void read(), []);
  return useSyncExternalStore(
    (handle) => {
      watchers.add(handle);
      return () => void watchers.delete(handle);
    },
    () => state,
  );
}

/** Takes two seconds. */
export async function measureComputer(plan: Plan): Promise<Result<Calibration>> {
  change({ isMeasuring: true });
  const measured = await call('calibration.measure', { plan });
  change({ isMeasuring: false, ...(measured.ok ? { calibration: measured.value, isKnown: true } : {}) });
  return measured;
}

async function read(): Promise<void> {
  if (state.isKnown) return;
  const known = await call('calibration.get', {});
  if (known.ok) change({ calibration: known.value, isKnown: true });
}

function change(part: Partial<CalibrationState>): void {
  state = { ...state, ...part };
  for (const handle of watchers) handle();
}
