// A file to import comes from where the person says in the system's dialog.
import { basename } from 'node:path';
import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { ReceivedFile } from '../app/imports.ts';

const OPTIONS: OpenDialogOptions = {
  title: 'Import a run',
  properties: ['openFile'],
  filters: [{ name: 'requests.csv or JTL', extensions: ['csv', 'jtl', 'gz'] }],
};

export async function openImport(): Promise<ReceivedFile | null> {
  const window = BrowserWindow.getAllWindows()[0];
  const { filePaths } = await (window ? dialog.showOpenDialog(window, OPTIONS) : dialog.showOpenDialog(OPTIONS));
  const path = filePaths[0];
  return path === undefined ? null : { path, fileName: basename(path), release: () => undefined };
}
