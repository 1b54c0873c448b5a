// The commands for drafts, and for files that come from outside or are saved there.
import { UserError } from '../../../shared/errors.ts';
import { traceLink } from '../../../shared/trace-url.ts';
import type { CommandName } from '../../../shared/rpc.ts';
import { logError } from '../../system/log.ts';
import { querySeries } from '../prometheus-series.ts';
import type { Handlers } from './handler-types.ts';
import type { Services } from './services.ts';

type WindowCommand = Extract<
  CommandName,
  | `drafts.${string}`
  | `files.${string}`
  | 'traces.open'
  | `series.${string}`
  | 'app.newerVersion'
  | 'app.selfCheck'
  | 'app.logError'
>;

export function windowHandlers({
  drafts,
  files,
  exports,
  imports,
  showFile,
  openLink,
  selfCheck,
  history,
}: Services): Pick<Handlers, WindowCommand> {
  return {
    'drafts.list': () => drafts.list(),
    'drafts.keep': ({ planId, draft }) => {
      drafts.keep(planId, draft);
      return null;
    },
    // The window itself follows these commands.
    'drafts.written': () => null,
    'app.newerVersion': () => null,
    'app.selfCheck': async () => {
      if (history().manager.isActive)
        throw new UserError('run_active', 'A run is going on, and the self-check would disturb it. Wait for its end.');
      return await selfCheck();
    },
    'app.logError': ({ where, text }) => {
      // It has the stack that was reported, not one of this process.
      logError(where, Object.assign(new Error(), { stack: text }));
      return null;
    },
    'files.take': () => files.take(),
    'files.show': ({ path }) => {
      if (showFile === null || !exports.hasWritten(path)) return false;
      showFile(path);
      return true;
    },
    'series.add': async ({ runId, upload }) => await imports.addSeries(history(), runId, upload),
    'series.query': async (asked) => (await querySeries(history().runs, asked)).notes,
    'traces.open': async ({ traceId }) => {
      const link = traceLink(history().settings.get().traceUrl, traceId);
      if (openLink === null || link === null) return false;
      await openLink(link);
      return true;
    },
  };
}
