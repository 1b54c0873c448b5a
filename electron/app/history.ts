// Opens the database and creates all services that use it.
import { succeed, type Failure, type Result } from '../../shared/errors.ts';
import type { Calibration } from '../../shared/calibration.ts';
import { formatSpan } from '../../shared/format.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import type { History } from './api/ports.ts';
import { Comparer } from '../compare/comparer.ts';
import { join } from 'node:path';
import { Demo } from '../demo/demo.ts';
import { DemoShop } from '../demo/demo-shop.ts';
import { Recovery } from './recovery/recovery.ts';
import { OtherPrograms } from './other-programs.ts';
import { RunManager } from './run-manager.ts';
import { Searches } from './capacity/searches.ts';
import { SampleQueries } from '../samples/sample-queries.ts';
import { CapacityStore } from '../store/capacity-store.ts';
import { CalibrationStore } from '../store/calibration-store.ts';
import { openDatabase } from '../store/database.ts';
import { ConfirmedHostStore } from '../store/confirmed-host-store.ts';
import { OtherRuns } from '../store/other-runs.ts';
import { PlanStore } from '../store/plan-store.ts';
import { RunStore } from '../store/run-store.ts';
import { SettingsStore } from '../store/settings-store.ts';
import { logError } from '../system/log.ts';
import { resolveBySystem, TargetGuard, type ResolveHost } from './target-guard.ts';

export interface OpenHistory extends History {
  readonly others: OtherPrograms;
  /** What was lost of it before it was opened; null if nothing was. */
  readonly damage: Failure | null;
  /** Resolves once the figures of interrupted runs agree with their rows. */
  settled(): Promise<void>;
  /** Ends everything that is going on and closes the file. */
  close(): Promise<void>;
}

export function openHistory(
  folder: string,
  tell: (event: HostEvent) => void,
  resolveHost: ResolveHost = resolveBySystem,
): Result<OpenHistory> {
  const opened = openDatabase(folder);
  if (!opened.ok) return opened;
  const database = opened.value;
  const runs = new RunStore(database, {
    onWriteError: (failure, runId) => manager.failRun(runId, failure.message),
    onStopAsked: (runId) => manager.stop(runId),
    onHeld: (runId, lockedMs) => noteLock(runs, manager, runId, lockedMs),
  });
  const samples = new SampleQueries(database.path);
  const comparer = new Comparer(database.path);
  const settings = new SettingsStore(database);
  const confirmedHosts = new ConfirmedHostStore(database);
  const guard = new TargetGuard(confirmedHosts, resolveHost);
  const others = new OtherPrograms(folder, new OtherRuns(database));
  const checked = { guard, settings: () => settings.get(), others };
  const manager = new RunManager(runs, checked, (event) => tell({ type: 'run', event }));
  const shop = new DemoShop(join(folder, 'demo'));
  const recovery = new Recovery(runs);
  const calibrations = new CalibrationStore(database);
  const keepCalibration = (calibration: Calibration): void => calibrations.set(calibration);
  const world = { store: new CapacityStore(database), runs, manager, keepCalibration };
  const searches = new Searches(world, (event) => tell({ type: 'capacity', event }));
  return succeed({
    damage: database.damage,
    settled: () => recovery.settle(),
    runs,
    samples,
    comparer,
    manager,
    demo: demoOf(manager, tell),
    shop,
    plans: new PlanStore(database),
    settings,
    confirmedHosts,
    calibrations,
    searches,
    others,
    async close() {
      for (const part of [recovery, searches, manager]) await part.close();
      await Promise.all([samples.close(), comparer.close(), shop.close()]);
      runs.close();
      database.close();
    },
  });
}

function demoOf(manager: RunManager, tell: (event: HostEvent) => void): Demo {
  return new Demo(
    async (plan, handleStart) => {
      const { id, ended } = await manager.start({ plan, planId: null });
      handleStart(id);
      return await ended;
    },
    (state) => tell({ type: 'demo', state }),
  );
}

/** Notes in a run that another program locked the history during it. It never throws, because it is called between two writes. */
function noteLock(runs: RunStore, manager: RunManager, id: string, lockedMs: number): void {
  const sentence = `Another program locked the history for ${formatSpan(lockedMs)}. What was measured meanwhile was held in memory and written afterwards; nothing is missing.`;
  try {
    const row = runs.row(id);
    if (row === null) return;
    const { name, notes, tags, starred } = row;
    manager.describe(id, { name, notes: notes === '' ? sentence : `${notes}\n${sentence}`, tags, starred });
  } catch (error) {
    logError('Noting that the history was locked', error);
  }
}
