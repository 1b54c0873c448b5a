// Composition root: store, engine and api as one app. Knows no window and no socket; the hosts bring those.
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
  /** See AppInfo.command; default: that of a checkout. */
  readonly command?: string;
  readonly deliverExport: DeliverExport;
  /** Without one there is nothing to import from. */
  readonly receiveImport?: ReceiveImport;
  /** Has the system show a folder; without it the window shows what is in it. */
  readonly openFolder?: (path: string) => Promise<void>;
  /** Shows a file in the system's window of its folder. */
  readonly showFile?: (path: string) => void;
  /** Opens an address of the web in the system's browser. */
  readonly openLink?: (url: string) => Promise<void>;
  /** Where relative paths count from in a plan that was opened from no file; default: the current folder. */
  readonly planFolder?: string;
  /** Encrypts stored secrets; without one they lie in a file that only its owner may read. */
  readonly cipher?: SecretCipher;
  /** What only this host can look at in a self-check. */
  readonly checkMore?: CheckHost['more'];
  /** Looks up the hosts of plans; the system's resolver by default. */
  readonly resolveHost?: ResolveHost;
}

export interface OnrushApp {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Returns how to stop listening. */
  listen(handle: (event: HostEvent) => void): () => void;
  /** A file that somebody opened from outside: the page takes it. */
  openFile(path: string): void;
  /** Ends a run that is going on, with all it measured written; it failed where there is a reason. */
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
    exportOf: exporterOf(history),
    exportOfComparison,
    exportOfCapacity,
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
    openFile: (path) => lengthy.files.open(path),
    async call(name, input) {
      // Whoever looks at runs finds figures that agree with their rows.
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

/** The self-check, on apps of its own. */
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

/** What may go on for a while, and is ended with the app. */
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

function infoOf({ version, host, dataFolder, command = 'npm run -s cli --' }: AppOptions, lasting: LastingHistory): AppInfo {
  return { version, host, dataFolder, command, defaultWorkers: defaultWorkers(), ...conditionOf(lasting) };
}

function conditionOf(lasting: LastingHistory): Pick<AppInfo, 'problem' | 'damage' | 'others'> {
  lasting.inspect();
  const { problem, damage, opened } = lasting;
  return { problem, ...(damage === null ? {} : { damage }), ...(opened === null ? {} : { others: opened.others.list() }) };
}

/** What helps where something went wrong. */
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

/** An export is what finds damaged requests. */
function tellNoting(lasting: LastingHistory, tell: (event: HostEvent) => void): (event: HostEvent) => void {
  return (event) => {
    if (event.type === 'export' && event.export.state === 'done' && event.export.damaged !== undefined) lasting.noteDamagedRun();
    tell(event);
  };
}

function exporterOf(history: () => OpenHistory): Services['exportOf'] {
  return (row, kind, filter) => {
    const { runs, settings } = history();
    return exportOf(runs, row, kind, { filter, traceUrl: settings.get().traceUrl });
  };
}

function outsideOf({ showFile, openLink }: AppOptions): Pick<Services, 'showFile' | 'openLink'> {
  return { showFile: showFile ?? null, openLink: openLink ?? null };
}
