// Composition root: joins store, engine and api into one app. It knows no window and no socket; the hosts add those.
import { basename, dirname, join } from 'node:path';
import type { Result } from '../../shared/errors.ts';
import type { AppInfo, HostEvent } from '../../shared/rpc.ts';
import type { SelfCheck } from '../../shared/self-check.ts';
import { dispatch } from './api/dispatch.ts';
import { handlersFor } from './api/handlers.ts';
import type { DeliverExport, Services } from './api/services.ts';
import { Drafts } from './drafts.ts';
import { exportOf, exportOfCapacity, exportOfComparison } from './exports.ts';
import { defaultWorkers } from './drive-unseen.ts';
import { Imports, type ReceiveImport } from './imports.ts';
import type { OpenHistory } from './history.ts';
import { Recordings } from './recordings.ts';
import { OpenedFiles } from './opened-files.ts';
import { LastingHistory } from './lasting-history.ts';
import { showLog } from './show-log.ts';
import { selfCheck, type CheckHost } from './self-check/self-check.ts';
import { openLog } from '../system/log.ts';
import { RunListWatch } from './run-list-watch.ts';
import { RunningExports } from './running-exports.ts';
import type { ResolveHost } from './target-guard.ts';
import { StoredSecrets, type SecretCipher } from './stored-secrets.ts';
import { Tries } from './tries.ts';

export interface AppOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly host: AppInfo['host'];
  /** See AppInfo.command; by default that of a checkout. */
  readonly command?: string;
  readonly deliverExport: DeliverExport;
  /** Without it nothing can be imported. */
  readonly receiveImport?: ReceiveImport;
  /** Shows a folder in the system's file manager; without it the window shows the folder's content itself. */
  readonly openFolder?: (path: string) => Promise<void>;
  /** Shows a file in the system's file manager. */
  readonly showFile?: (path: string) => void;
  /** Opens a web address in the system's browser. */
  readonly openLink?: (url: string) => Promise<void>;
  /** The folder from which relative paths count in a plan that was not opened from a file; by default the current folder. */
  readonly planFolder?: string;
  /** Encrypts stored secrets; without it they are in a file that only its owner can read. */
  readonly cipher?: SecretCipher;
  /** The parts of a self-check that only this host can do. */
  readonly checkMore?: CheckHost['more'];
  /** Looks up the hosts of plans; by default the system's resolver. */
  readonly resolveHost?: ResolveHost;
}

export interface OnrushApp {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Returns a function that stops listening. */
  listen(handle: (event: HostEvent) => void): () => void;
  /** A file that somebody opened from outside; the page takes it over. */
  openFile(path: string): void;
  /** The path of such a file that the page reads now; null if its ticket is unknown or used. */
  readonly collectFile: (ticket: string) => string | null;
  /** Ends the run that is going on and writes everything it measured; with a reason, it ends as failed. */
  close(failed?: string | null): Promise<void>;
}

export function createApp(options: AppOptions): OnrushApp {
  const { dataFolder, deliverExport, resolveHost } = options;
  openLog(dataFolder);
  const listeners = new Set<(event: HostEvent) => void>();
  const tell = (event: HostEvent): void => listeners.forEach((handle) => handle(event));
  const lasting = new LastingHistory(dataFolder, tell, resolveHost);
  const watch = new RunListWatch(() => lasting.opened, tell);
  const history = (): OpenHistory => lasting.needed();
  const lengthy = lengthyWork(options, tellNoting(lasting, tell));
  const handlers = handlersFor({
    history,
    deliverExport,
    ...exportersOf(history),
    ...lengthy,
    planFolder: options.planFolder ?? process.cwd(),
    secrets: new StoredSecrets(dataFolder, options.cipher ?? null),
    drafts: new Drafts(dataFolder),
    selfCheck: () => checkApp(options).finally(() => openLog(dataFolder)),
    ...outsideOf(options),
    info: () => infoOf(options, lasting),
    ...whenTroubled(lasting, options),
  });
  return {
    ...filesFromOutside(lengthy),
    async call(name, input) {
      // Interrupted runs are settled first, so that their figures agree with their rows.
      if (/^(?:runs|samples|compare)\./.test(name)) await lasting.open()?.settled();
      const result = await dispatch(handlers, name, input);
      if (!result.ok) lasting.noteDamage(result.failure);
      return result;
    },
    listen(handle) {
      listeners.add(handle);
      watch.start();
      return () => {
        listeners.delete(handle);
        if (listeners.size === 0) void watch.stop();
      };
    },
    async close(failed = null) {
      if (failed !== null) lasting.opened?.manager.failActive(failed);
      await watch.stop();
      lengthy.exports.close();
      await Promise.all([lengthy.tries.close(), lengthy.imports.close(), lengthy.recordings.close()]);
      await lasting.close();
    },
  };
}

/** The self-check, on separate apps. */
export async function checkApp({
  version,
  host,
  checkMore,
}: Pick<AppOptions, 'version' | 'host' | 'checkMore'>): Promise<SelfCheck> {
  const open = (dataFolder: string): OnrushApp =>
    createApp({
      dataFolder,
      version,
      host,
      async deliverExport(file) {
        const path = join(dirname(dataFolder), 'requests.csv');
        const { rows } = await file.write(path);
        return { kind: 'saved', path, rows };
      },
      receiveImport: (path) =>
        Promise.resolve(path === null ? null : { path, fileName: basename(path), release: () => undefined }),
    });
  return await selfCheck({ version, host, open, ...(checkMore === undefined ? {} : { more: checkMore }) });
}

const receiveNothing: ReceiveImport = () => Promise.resolve(null);

type LengthyWork = Pick<Services, 'exports' | 'imports' | 'tries' | 'recordings' | 'files'>;

/** Long-running work, which ends with the app. */
function lengthyWork(
  { dataFolder, receiveImport = receiveNothing, resolveHost }: AppOptions,
  tell: (event: HostEvent) => void,
): LengthyWork {
  const files = new OpenedFiles(() => tell({ type: 'files' }));
  const receive: ReceiveImport = async (ticket) => files.received(ticket) ?? (await receiveImport(ticket));
  return {
    files,
    exports: new RunningExports((event) => tell({ type: 'export', export: event })),
    imports: new Imports(receive, (state) => tell({ type: 'import', state })),
    tries: new Tries((tryId, progress) => tell({ type: 'try', tryId, progress }), resolveHost),
    recordings: new Recordings(dataFolder, (state) => tell({ type: 'recording', state })),
  };
}

function filesFromOutside({ files }: LengthyWork): Pick<OnrushApp, 'openFile' | 'collectFile'> {
  return { openFile: (path) => files.open(path), collectFile: (ticket) => files.collect(ticket) };
}

function infoOf({ version, host, dataFolder, command = 'npm run -s cli --' }: AppOptions, lasting: LastingHistory): AppInfo {
  return { version, host, dataFolder, command, defaultWorkers: defaultWorkers(), ...conditionOf(lasting) };
}

function conditionOf(lasting: LastingHistory): Pick<AppInfo, 'problem' | 'damage' | 'others'> {
  lasting.inspect();
  const { problem, damage, opened } = lasting;
  return { problem, ...(damage === null ? {} : { damage }), ...(opened === null ? {} : { others: opened.others.list() }) };
}

/** What helps to find the cause of a problem. */
function whenTroubled(
  lasting: LastingHistory,
  { openFolder }: AppOptions,
): Pick<Services, 'setAsideStore' | 'showLog' | 'noteDamagedRun'> {
  return {
    setAsideStore: () => lasting.setAside(),
    showLog: () => showLog(openFolder ?? null),
    noteDamagedRun: () => lasting.noteDamagedRun(),
  };
}

/** Only an export finds damaged requests, so it reports them. */
function tellNoting(lasting: LastingHistory, tell: (event: HostEvent) => void): (event: HostEvent) => void {
  return (event) => {
    if (event.type === 'export' && event.export.state === 'done' && event.export.damaged !== undefined) lasting.noteDamagedRun();
    tell(event);
  };
}

function exportersOf(history: () => OpenHistory): Pick<Services, 'exportOf' | 'exportOfComparison' | 'exportOfCapacity'> {
  const heading = (): string | undefined => history().settings.get().reportHeading;
  return {
    exportOf: (row, kind, filter) => {
      const { runs, settings } = history();
      return exportOf(runs, row, kind, { filter, traceUrl: settings.get().traceUrl, heading: heading() });
    },
    exportOfComparison: (comparison) => exportOfComparison(comparison, heading()),
    exportOfCapacity: (row, kind) => exportOfCapacity(row, kind, heading()),
  };
}

function outsideOf({ showFile, openLink }: AppOptions): Pick<Services, 'showFile' | 'openLink'> {
  return { showFile: showFile ?? null, openLink: openLink ?? null };
}
