// Types that the services of the app share: the history on its database, and a file to be exported.
import type { Demo } from '../../demo/demo.ts';
import type { DemoShop } from '../../demo/demo-shop.ts';
import type { FileChunks } from '../../export/file-chunks.ts';
import type { ExportControl } from '../../export/thread/exporting.ts';
import type { RunManager } from '../run-manager.ts';
import type { Searches } from '../capacity/searches.ts';
import type { Comparer } from '../../compare/comparer.ts';
import type { SampleQueries } from '../../samples/sample-queries.ts';
import type { CalibrationStore } from '../../store/calibration-store.ts';
import type { ConfirmedHostStore } from '../../store/confirmed-host-store.ts';
import type { PlanStore } from '../../store/plan-store.ts';
import type { RunStore } from '../../store/run-store.ts';
import type { SettingsStore } from '../../store/settings-store.ts';

/** All services that use the database. */
export interface History {
  readonly runs: RunStore;
  readonly samples: SampleQueries;
  readonly comparer: Comparer;
  readonly plans: PlanStore;
  readonly settings: SettingsStore;
  readonly confirmedHosts: ConfirmedHostStore;
  readonly calibrations: CalibrationStore;
  readonly manager: RunManager;
  readonly searches: Searches;
  readonly demo: Demo;
  readonly shop: DemoShop;
}

/** A file to be exported: the window's host writes it to a path, the browser host streams it. */
export interface ExportFile {
  readonly fileName: string;
  readonly contentType: string;
  /** Throws if its signal is aborted. */
  readonly stream: (options: ExportControl) => FileChunks;
  /** Writes all or nothing; compresses with gzip if the path ends in .gz. @throws UserError write_failed */
  readonly write: (path: string, options?: ExportControl) => Promise<{ readonly rows: number }>;
}
