// An export in the window is written where the person chooses in the system's dialog.
import { basename, dirname, extname, join } from 'node:path';
import { app, BrowserWindow, dialog, type FileFilter, type SaveDialogOptions } from 'electron';
import type { ExportDelivery } from '../../shared/rpc.ts';
import type { ExportFile } from '../app/api/ports.ts';
import type { StateFile } from './window-state.ts';

const FILTERS: Readonly<Record<string, readonly FileFilter[]>> = {
  csv: [
    { name: 'CSV', extensions: ['csv'] },
    { name: 'CSV, compressed', extensions: ['gz'] },
  ],
  json: [{ name: 'JSON', extensions: ['json'] }],
  html: [{ name: 'HTML', extensions: ['html'] }],
  md: [{ name: 'Markdown', extensions: ['md'] }],
  onrush: [{ name: 'Run of Onrush', extensions: ['onrush'] }],
};
const ALL: FileFilter = { name: 'All files', extensions: ['*'] };

/** `state` remembers the chosen folder. */
export async function saveExport(file: ExportFile, state: Pick<StateFile, 'folder' | 'keepFolder'>): Promise<ExportDelivery> {
  const window = BrowserWindow.getAllWindows()[0];
  const options = dialogOptions(file.fileName, state.folder ?? app.getPath('downloads'));
  const { canceled, filePath } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return { kind: 'cancelled' };
  const path = withExtension(filePath, extname(file.fileName));
  state.keepFolder(dirname(path));
  try {
    const { rows } = await file.write(path);
    return { kind: 'saved', path, rows };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return { kind: 'cancelled' };
    throw error;
  }
}

function dialogOptions(fileName: string, folder: string): SaveDialogOptions {
  const extension = extname(fileName).slice(1);
  const filters = [...(FILTERS[extension] ?? [{ name: extension.toUpperCase(), extensions: [extension] }]), ALL];
  return { title: `Save ${basename(fileName)}`, defaultPath: join(folder, fileName), filters };
}

/** Linux adds no extension; and `.gz` alone says that the file is compressed, but not what it contains. */
function withExtension(path: string, extension: string): string {
  if (extname(path) === '') return `${path}${extension}`;
  const inner = path.slice(0, -'.gz'.length);
  return extname(path) === '.gz' && extname(inner) === '' ? `${inner}${extension}.gz` : path;
}
