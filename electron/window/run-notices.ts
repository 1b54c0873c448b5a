// What a person who looks elsewhere sees of a run: its progress in the dock or taskbar, and at its end a notification and a
// badge.
import { app, Notification, type BrowserWindow } from 'electron';
import type { HostEvent } from '../../shared/rpc.ts';
import { runHeadline } from '../../shared/run-headline.ts';
import { shareDone } from '../../shared/run-progress.ts';
import { STATE_LABEL, type RunEvent, type RunRow } from '../../shared/run.ts';
import { indexAfter } from '../../shared/snapshot-columns.ts';
import { SNAPSHOT_MS } from '../../shared/snapshot.ts';
import type { OnrushApp } from '../app/app.ts';

/** Electron's own values. */
const NO_PROGRESS = -1;
const UNKNOWN_PROGRESS = 2;

export function followRunsOutside(onrush: Pick<OnrushApp, 'listen'>, window: BrowserWindow, openRun: (id: string) => void): void {
  let unseen = 0;
  let row: RunRow | null = null;
  /** A notification without a reference is garbage-collected, together with its click handler. */
  const notices = new Set<Notification>();
  const stop = onrush.listen((event: HostEvent) => {
    if (event.type !== 'run' || window.isDestroyed()) return;
    row = rowAfter(row, event.event);
    if (event.event.type === 'started') window.setProgressBar(UNKNOWN_PROGRESS);
    if (event.event.type === 'snapshot' && row !== null)
      window.setProgressBar(shareDone(row, indexAfter(event.event.snapshot) * SNAPSHOT_MS));
    if (event.event.type === 'ended') {
      window.setProgressBar(NO_PROGRESS);
      // A search shows one result for all its trials.
      if (event.event.row.capacityId === undefined && !window.isFocused()) announce(event.event.row);
    }
  });
  window.on('focus', () => {
    unseen = 0;
    app.setBadgeCount(0);
    window.flashFrame(false);
  });
  window.once('closed', stop);

  function announce(ended: RunRow): void {
    unseen += 1;
    app.setBadgeCount(unseen);
    window.flashFrame(true);
    if (!Notification.isSupported()) return;
    const title = `“${ended.name}” ${STATE_LABEL[ended.state].toLowerCase()}`;
    const notice = new Notification({ title, body: `${runHeadline(ended).words}.` });
    notices.add(notice);
    notice.on('click', () => openRun(ended.id));
    notice.on('close', () => notices.delete(notice));
    notice.show();
  }
}

function rowAfter(row: RunRow | null, event: RunEvent): RunRow | null {
  if (event.type === 'started') return event.row;
  if (event.type === 'ended') return null;
  if (row === null || event.runId !== row.id) return row;
  if (event.type === 'annotation') return { ...row, annotations: [...row.annotations, event.annotation] };
  return event.type === 'snapshot' ? { ...row, summary: event.summary } : row;
}
