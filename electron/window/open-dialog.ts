// Opens the file that a person chooses in the system's dialog, or the one that they dropped.
import { statSync } from 'node:fs';
import { basename, dirname, isAbsolute } from 'node:path';
import { BrowserWindow, dialog, type FileFilter } from 'electron';
import { UserError } from '../../shared/errors.ts';
import type { ReceivedFile } from '../app/imports.ts';
import type { StateFile } from './window-state.ts';

type Remembered = Pick<StateFile, 'folder' | 'keepFolder'>;

const ALL: FileFilter = { name: 'All files', extensions: ['*'] };
const RUNS: FileFilter = { name: 'Results of requests', extensions: ['onrush', 'csv', 'jtl', 'xml', 'json', 'gz'] };
const PLANS: FileFilter = {
  name: 'Plans, runs and files to import',
  extensions: ['onrush', 'json', 'har', 'jmx', 'yaml', 'yml', 'csv', 'jtl', 'gz'],
};

/** `dropped`: the path of a file; null opens the dialog. @throws UserError import_invalid */
export async function openImport(dropped: string | null, state: Remembered): Promise<ReceivedFile | null> {
  if (dropped !== null) return droppedFile(dropped);
  const path = await ask('Import a run', RUNS, state);
  return path === null ? null : received(path);
}

/** Returns null if nobody chose one. */
export async function askForFile(state: Remembered): Promise<string | null> {
  return await ask('Open', PLANS, state);
}

async function ask(title: string, filter: FileFilter, state: Remembered): Promise<string | null> {
  const window = BrowserWindow.getAllWindows()[0];
  const { folder } = state;
  const options = {
    title,
    properties: ['openFile' as const],
    filters: [filter, ALL],
    ...(folder === null ? {} : { defaultPath: folder }),
  };
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  const path = filePaths[0];
  if (canceled || path === undefined) return null;
  state.keepFolder(dirname(path));
  return path;
}

function droppedFile(path: string): ReceivedFile {
  const isFile = isAbsolute(path) && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
  if (!isFile) throw new UserError('import_invalid', 'What was dropped is not a file on this computer. Choose one with Import.');
  return received(path);
}

function received(path: string): ReceivedFile {
  return { path, fileName: basename(path), release: () => undefined };
}
