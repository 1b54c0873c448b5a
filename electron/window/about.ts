// The versions of the program and its parts, for questions and bug reports.
import { clipboard, dialog, type BrowserWindow } from 'electron';
import { tlsLibrary } from '../app/computer.ts';
import { VERSION } from '../system/version.ts';

export function aboutText(versions: Partial<NodeJS.ProcessVersions> = process.versions): string {
  const { electron = 'none', chrome = 'none', node = 'none' } = versions;
  return [
    `Onrush ${VERSION}`,
    `Electron ${electron}`,
    `Chromium ${chrome}`,
    `Node ${node}`,
    `TLS library: ${tlsLibrary(versions)}`,
    `System: ${process.platform} ${process.getSystemVersion?.() ?? ''} ${process.arch}`.replaceAll('  ', ' '),
  ].join('\n');
}

export async function showAbout(window: BrowserWindow): Promise<void> {
  const [message = '', ...lines] = aboutText().split('\n');
  const detail = `${lines.join('\n')}\n\nThe licences of everything in it are in the file LICENSES.txt next to the program.`;
  const options = {
    type: 'info' as const,
    title: 'About Onrush',
    message,
    detail,
    buttons: ['Close', 'Copy'],
    defaultId: 0,
    cancelId: 0,
  };
  const { response } = await dialog.showMessageBox(window, options);
  if (response === 1) void clipboard.writeText(aboutText());
}
