// A file to import comes from where the person says in the system's dialog, or is the one that they dropped.
import { statSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { UserError } from '../../shared/errors.ts';
import type { ReceivedFile } from '../app/imports.ts';

const OPTIONS: OpenDialogOptions = {
  title: 'Import a run',
  properties: ['openFile'],
  filters: [
    { name: 'Results of requests', extensions: ['onrush', 'csv', 'jtl', 'xml', 'json', 'gz'] },
    { name: 'All files', extensions: ['*'] },
  ],
};

/** `dropped`: the path of a file; null asks for one. @throws UserError import_invalid */
export async function openImport(dropped: string | null): Promise<ReceivedFile | null> {
  if (dropped !== null) return droppedFile(dropped);
  const window = BrowserWindow.getAllWindows()[0];
  const { filePaths } = await (window ? dialog.showOpenDialog(window, OPTIONS) : dialog.showOpenDialog(OPTIONS));
  const path = filePaths[0];
  return path === undefined ? null : received(path);
}

function droppedFile(path: string): ReceivedFile {
  const isFile = isAbsolute(path) && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
  if (!isFile) throw new UserError('import_invalid', 'What was dropped is not a file of this computer. Choose one with Import.');
  return received(path);
}

function received(path: string): ReceivedFile {
  return { path, fileName: basename(path), release: () => undefined };
}
