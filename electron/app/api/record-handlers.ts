// The commands for the recording in a browser.
import type { CommandName } from '../../../shared/rpc.ts';
import type { Handlers } from './handler-types.ts';
import type { Services } from './services.ts';

type RecordCommand = Extract<CommandName, `record.${string}`>;

export function recordHandlers({ recordings }: Services): Pick<Handlers, RecordCommand> {
  return {
    'record.state': () => ({ browser: recordings.browser, recording: recordings.state }),
    'record.start': async ({ url }) => await recordings.start(url),
    'record.stop': async () => await recordings.stop(),
    'record.cancel': async () => {
      await recordings.stop();
      return null;
    },
  };
}
