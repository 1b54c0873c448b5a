// The commands on drafts and on files that come from outside or go there.
import type { CommandName } from '../../../shared/rpc.ts';
import type { Handlers } from './handler-types.ts';
import type { Services } from './services.ts';

type WindowCommand = Extract<CommandName, `drafts.${string}` | `files.${string}`>;

export function windowHandlers({ drafts, files, exports, showFile }: Services): Pick<Handlers, WindowCommand> {
  return {
    'drafts.list': () => drafts.list(),
    'drafts.keep': ({ planId, draft }) => {
      drafts.keep(planId, draft);
      return null;
    },
    'files.take': () => files.take(),
    'files.show': ({ path }) => {
      if (showFile === null || !exports.hasWritten(path)) return false;
      showFile(path);
      return true;
    },
  };
}
