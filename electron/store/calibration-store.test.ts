import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Calibration } from '../../shared/calibration.ts';
import { CalibrationStore } from './calibration-store.ts';
import { openDatabase } from './database.ts';
import { SettingsStore } from './settings-store.ts';

test('the last measurement is kept, and it changes no setting', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-calibration-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = new CalibrationStore(opened.value);
  const settings = new SettingsStore(opened.value);
  const before = settings.get();
  expect(store.get()).toBeNull();
  const first: Calibration = { measuredAt: 1, ceiling: 30_000, noiseP50: 0.1, noiseP99: 0.4, vus: 50, workers: 1, key: 'a' };
  store.set(first);
  store.set({ ...first, measuredAt: 2, ceiling: 20_000 });
  expect(new CalibrationStore(opened.value).get()).toEqual({ ...first, measuredAt: 2, ceiling: 20_000 });
  expect(settings.get()).toEqual(before);
  opened.value.close();
  rmSync(folder, { recursive: true });
});
