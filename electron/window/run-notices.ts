// What a person who looks elsewhere sees of a run or a search: its progress in the dock or taskbar, and at its end a notification and
// a badge.
import { app, Notification, type BrowserWindow } from 'electron';
import type { CapacityEvent, CapacityRow } from '../../shared/capacity/capacity-search.ts';
import { capacitySentences } from '../../shared/capacity/capacity-words.ts';
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

/** `open` shows a screen, by the fragment of its address. */
export function followRunsOutside(
  onrush: Pick<OnrushApp, 'listen'>,
  window: BrowserWindow,
  open: (fragment: string) => void,
): void {
  const announce = announcerOf(window, open);
  let row: RunRow | null = null;
  /** How long a search takes is not known, and its trials would move the bar back and forth. */
  const searches = new Set<string>();
  const followRun = (event: RunEvent): void => {
    row = rowAfter(row, event);
    if (event.type === 'started') window.setProgressBar(UNKNOWN_PROGRESS);
    if (event.type === 'snapshot' && row !== null)
      window.setProgressBar(shareDone(row, indexAfter(event.snapshot) * SNAPSHOT_MS));
    if (event.type !== 'ended') return;
    window.setProgressBar(NO_PROGRESS);
    // A search shows one result for all its trials.
    if (event.row.capacityId === undefined) announce(runWords(event.row), `#/runs/${encodeURIComponent(event.row.id)}`);
  };
  const followSearch = (event: CapacityEvent): void => {
    if (event.type === 'now') return;
    const id = event.type === 'removed' ? event.id : event.row.id;
    const isGoingOn = event.type === 'changed' && event.row.endedAt === null;
    if (isGoingOn && !searches.has(id)) window.setProgressBar(UNKNOWN_PROGRESS);
    if (isGoingOn) searches.add(id);
    else if (searches.delete(id)) {
      window.setProgressBar(NO_PROGRESS);
      if (event.type === 'changed') announce(searchWords(event.row), `#/capacity/${encodeURIComponent(id)}`);
    }
  };
  const stop = onrush.listen((event: HostEvent) => {
    if (window.isDestroyed()) return;
    if (event.type === 'capacity') followSearch(event.event);
    if (event.type === 'run' && searches.size === 0) followRun(event.event);
  });
  window.once('closed', stop);
}

/** Returns a function that announces something, unless the window is in front. */
function announcerOf(window: BrowserWindow, open: (fragment: string) => void): (words: Announced, fragment: string) => void {
  let unseen = 0;
  /** A notification without a reference is garbage-collected, together with its click handler. */
  const notices = new Set<Notification>();
  window.on('focus', () => {
    unseen = 0;
    app.setBadgeCount(0);
    window.flashFrame(false);
  });
  return (words, fragment) => {
    if (window.isFocused()) return;
    unseen += 1;
    app.setBadgeCount(unseen);
    window.flashFrame(true);
    if (!Notification.isSupported()) return;
    const notice = new Notification(words);
    notices.add(notice);
    notice.on('click', () => open(fragment));
    notice.on('close', () => notices.delete(notice));
    notice.show();
  };
}

interface Announced {
  readonly title: string;
  readonly body: string;
}

function runWords(row: RunRow): Announced {
  return { title: `“${row.name}” ${STATE_LABEL[row.state].toLowerCase()}`, body: `${runHeadline(row).words}.` };
}

function searchWords(row: CapacityRow): Announced {
  return { title: `“${row.name}”: ${row.kind} ${row.state}`, body: capacitySentences(row)[0] ?? '' };
}

function rowAfter(row: RunRow | null, event: RunEvent): RunRow | null {
  if (event.type === 'started') return event.row;
  if (event.type === 'ended') return null;
  if (row === null || event.runId !== row.id) return row;
  if (event.type === 'annotation') return { ...row, annotations: [...row.annotations, event.annotation] };
  return event.type === 'snapshot' ? { ...row, summary: event.summary } : row;
}
