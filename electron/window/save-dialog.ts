// An export in the window goes where the person says in the system's dialog.
import { basename, extname, join } from 'node:path';
import { app, BrowserWindow, dialog, type SaveDialogOptions } from 'electron';
import type { ExportDelivery } from '../../shared/rpc.ts';
import type { ExportFile } from '../app/api/ports.ts';

const FILTER_NAMES: Readonly<Record<string, string>> = { csv: 'CSV', json: 'JSON', html: 'HTML' };

export async function saveExport(file: ExportFile): Promise<ExportDelivery> {
  const window = BrowserWindow.getAllWindows()[0];
  const options = dialogOptions(file.fileName, app.getPath('downloads'));
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return { kind: 'cancelled' };
  try {
    const { rows } = await file.write(filePath);
    return { kind: 'saved', path: filePath, rows };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return { kind: 'cancelled' };
    throw error;
  }
}

function dialogOptions(fileName: string, folder: string): SaveDialogOptions {
  const extension = extname(fileName).slice(1);
  const filters = [{ name: FILTER_NAMES[extension] ?? extension, extensions: [extension] }];
  return { title: `Save ${basename(fileName)}`, defaultPath: join(folder, fileName), filters };
}
