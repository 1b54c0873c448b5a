// `record`: records a journey in a browser of this computer as a plan. Its steps are printed as they happen; Ctrl-C or closing
// the browser ends it.
import { UserError } from '../../shared/errors.ts';
import { readImport } from '../../shared/plan/from/imported/read-import.ts';
import type { RecordingState } from '../../shared/recording.ts';
import { Recordings } from '../app/recordings.ts';
import { dataFolder } from '../system/data-folder.ts';
import type { ImportOptions } from './import-arguments.ts';
import { refuseToOverwrite, writeImported } from './import-command.ts';
import { unwrap } from './read-plan.ts';

/** @throws UserError */
export async function recordCommand(url: string, options: ImportOptions): Promise<number> {
  // This is checked first, so that nobody clicks through a site in vain.
  refuseToOverwrite(options);
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let shown = 0;
  const recordings = new Recordings(dataFolder(), (state) => {
    shown = showSteps(state, shown);
    if (state?.phase === 'ended') resolve();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  try {
    if (recordings.browser !== null)
      process.stderr.write(`Opening ${recordings.browser}; Ctrl-C or closing it ends the recording.\n`);
    await recordings.start(url);
    await ended;
    showSteps(recordings.state, shown);
    const isEmpty = recordings.state?.requests === 0;
    const finished = await recordings.stop();
    if (finished === null || isEmpty) throw new UserError('import_invalid', 'Nothing was sent while it was recorded.');
    return await writeImported(unwrap(readImport([{ path: finished.name, text: finished.har }])), options);
  } finally {
    await recordings.close();
  }
}

/** Returns how many steps have been printed so far. */
function showSteps(state: RecordingState | null, shown: number): number {
  if (state === null) return shown;
  const all = state.earlierSteps + state.steps.length;
  for (const { name } of state.steps.slice(Math.max(0, shown - state.earlierSteps))) process.stderr.write(`  ${name}\n`);
  return Math.max(shown, all);
}
