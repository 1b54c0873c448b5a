// Connects what is known about a newer version with the page, the menu and the runs.
import type { BrowserWindow } from 'electron';
import type { OnrushApp } from '../app/app.ts';
import { tellPage } from './ipc.ts';
import { packageFacts } from './newer-version.ts';
import { Updates, type UpdatesOptions } from './updates.ts';

interface Followed extends Pick<UpdatesOptions, 'isRunGoingOn' | 'endFor'> {
  readonly onrush: Pick<OnrushApp, 'listen'>;
  readonly window: BrowserWindow;
  readonly renewMenu: () => void;
}

export function followUpdates({ onrush, window, renewMenu, ...life }: Followed): Updates {
  const { feed, updatesItself } = packageFacts();
  let inMenu = '';
  const updates = new Updates({
    feed,
    loadUpdater: updatesItself ? async () => (await import('./updater.ts')).openUpdater() : null,
    ...life,
    handleChange() {
      const { newer } = updates;
      tellPage(window, { type: 'newer', newer });
      // The progress of a download is not in the menu, and a menu that is open would close.
      const key = `${newer?.state} ${newer?.version}`;
      if (key !== inMenu) renewMenu();
      inMenu = key;
    },
  });
  const stop = onrush.listen((event) => {
    if (event.type === 'run' && event.event.type === 'started') updates.giveWay();
  });
  window.once('closed', stop);
  return updates;
}
