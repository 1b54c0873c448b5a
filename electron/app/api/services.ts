// The services that the handlers need. They are declared here and assembled by the app.
import type { AppInfo, CommandOutputs, ExportDelivery, ExportKind } from '../../../shared/rpc.ts';
import type { CapacityExportKind } from '../../../shared/capacity/capacity-commands.ts';
import type { CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import type { Comparison } from '../../../shared/comparison.ts';
import type { SelfCheck } from '../../../shared/self-check.ts';
import type { RunRow } from '../../../shared/run.ts';
import type { SampleFilter } from '../../../shared/sample-query.ts';
import type { RunningExports } from '../running-exports.ts';
import type { Imports } from '../imports.ts';
import type { Drafts } from '../drafts.ts';
import type { OpenedFiles } from '../opened-files.ts';
import type { Recordings } from '../recordings.ts';
import type { StoredSecrets } from '../stored-secrets.ts';
import type { Tries } from '../tries.ts';
import type { ExportFile, History } from './ports.ts';

export type DeliverExport = (file: ExportFile) => Promise<ExportDelivery>;

export interface Services {
  /** @throws UserError store_unavailable */
  readonly history: () => History;
  readonly info: () => AppInfo;
  /** Notes that a run which was opened is damaged, so that the user can set the history aside. */
  readonly noteDamagedRun: () => void;
  readonly setAsideStore: () => Promise<CommandOutputs['app.setAsideStore']>;
  readonly showLog: () => Promise<CommandOutputs['app.showLog']>;
  readonly exportOf: (row: RunRow, kind: ExportKind, filter: SampleFilter | null) => ExportFile;
  readonly exportOfComparison: (comparison: Comparison) => ExportFile;
  readonly exportOfCapacity: (row: CapacityRow, kind: CapacityExportKind) => ExportFile;
  readonly exports: RunningExports;
  readonly deliverExport: DeliverExport;
  readonly imports: Imports;
  /** The folder from which relative paths count in a plan that was not opened from a file. */
  readonly planFolder: string;
  readonly tries: Tries;
  readonly recordings: Recordings;
  readonly secrets: StoredSecrets;
  readonly drafts: Drafts;
  readonly selfCheck: () => Promise<SelfCheck>;
  readonly files: OpenedFiles;
  /** Null if the host cannot do that. */
  readonly showFile: ((path: string) => void) | null;
  /** Opens a web address in the system's browser; null if the host cannot do that. */
  readonly openLink: ((url: string) => Promise<void>) | null;
}
