// Where the log is, and its last lines.
import { mkdir } from 'node:fs/promises';
import { UserError } from '../../shared/errors.ts';
import type { LogView } from '../../shared/log-view.ts';
import { lastLogLines, logFolder } from '../system/log.ts';

const MOST_LINES = 200;

/** @throws UserError write_failed */
export async function showLog(openFolder: ((path: string) => Promise<void>) | null): Promise<LogView> {
  const folder = logFolder() ?? '';
  const view = { folder, lines: lastLogLines(MOST_LINES), isFolderOpen: openFolder !== null };
  if (openFolder === null) return view;
  try {
    await mkdir(folder, { recursive: true });
    await openFolder(folder);
  } catch {
    throw new UserError('write_failed', `The folder of the log could not be opened. It is ${folder}.`);
  }
  return view;
}
