// Composition root: store, engine and api as one app. Knows no window and no socket; the hosts bring those.
import { UserError, type Failure, type Result } from '../../shared/errors.ts';
import type { AppInfo, HostEvent } from '../../shared/rpc.ts';
import { dispatch } from './api/dispatch.ts';
import { handlersFor } from './api/handlers.ts';
import type { DeliverExport } from './api/services.ts';
import { exportOf } from './exports.ts';
import { defaultWorkers } from './run-keeper.ts';
import { Imports, type ReceiveImport } from './imports.ts';
import { openHistory, type OpenHistory } from './history.ts';
import { RunningExports } from './running-exports.ts';
import { setAsideDatabase } from '../store/database.ts';
import type { ResolveHost } from './target-guard.ts';

export interface AppOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly host: AppInfo['host'];
  readonly deliverExport: DeliverExport;
  /** Without one there is nothing to import from. */
  readonly receiveImport?: ReceiveImport;
  /** Looks up the hosts of plans; the system's resolver by default. */
  readonly resolveHost?: ResolveHost;
}

export interface OnrushApp {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Returns how to stop listening. */
  listen(handle: (event: HostEvent) => void): () => void;
  /** Ends a run that is going on, with all it measured written. */
  close(): Promise<void>;
}

export function createApp({ dataFolder, version, host, deliverExport, receiveImport, resolveHost }: AppOptions): OnrushApp {
  const listeners = new Set<(event: HostEvent) => void>();
  const tell = (event: HostEvent): void => listeners.forEach((handle) => handle(event));
  let opened: OpenHistory | null = null;
  let problem: Failure | null = null;
  /** Tries again each time while it fails: the user may have mended the cause. */
  const open = (): OpenHistory | null => {
    if (opened !== null) return opened;
    const result = openHistory(dataFolder, tell, resolveHost);
    opened = result.ok ? result.value : null;
    problem = result.ok ? null : result.failure;
    return opened;
  };
  const history = (): OpenHistory => {
    const now = open();
    if (now !== null) return now;
    throw UserError.from(problem ?? { code: 'store_unavailable', message: 'The history cannot be opened.' });
  };
  const exports = new RunningExports((event) => tell({ type: 'export', export: event }));
  const imports = new Imports(receiveImport ?? (() => Promise.resolve(null)), (state) => tell({ type: 'import', state }));
  const handlers = handlersFor({
    history,
    deliverExport,
    exportOf: (row, kind, filter) => exportOf(history().runs, row, kind, filter),
    exports,
    imports,
    info: () => {
      open();
      return { version, host, dataFolder, problem, defaultWorkers: defaultWorkers() };
    },
    setAsideStore: () => setAside(dataFolder, open() === null ? problem : null),
  });
  return {
    call: async (name, input) => {
      // Whoever looks at runs finds figures that agree with their rows.
      if (/^(?:runs|samples|compare)\./.test(name)) await open()?.settled();
      return await dispatch(handlers, name, input);
    },
    listen(handle) {
      listeners.add(handle);
      return () => listeners.delete(handle);
    },
    async close() {
      exports.close();
      await imports.close();
      await opened?.close();
      opened = null;
    },
  };
}

/** `problem`: why the history cannot be opened; null where it can. */
function setAside(dataFolder: string, problem: Failure | null): { readonly movedTo: string } {
  if (problem === null) throw new UserError('bad_request', 'The history is in order; there is nothing to set aside.');
  if (problem.code !== 'store_damaged')
    throw new UserError('bad_request', 'Only a damaged history can be set aside, and this one is not.');
  return { movedTo: setAsideDatabase(dataFolder) };
}
