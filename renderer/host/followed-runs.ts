// The runs that a screen follows, each stored once: read when its screen opens, then updated by the host's events.
import type { Failure } from '../../shared/errors.ts';
import { isOver, type RunBrief, type RunEvent } from '../../shared/run.ts';
import { afterRunEvent, beginLiveRun, openLiveRun, type LiveRun } from '../live-run/live-run.ts';
import { call } from './client.ts';
import { createStore } from './store.ts';

export interface FollowedRun {
  readonly run: LiveRun;
  /** Why the run could not be read. */
  readonly failure: Failure | null;
}

interface Entry extends FollowedRun {
  readonly followers: number;
  /** Distinguishes a late reply to an earlier reading from the latest one. */
  readonly reading: symbol;
}

const entries = createStore<ReadonlyMap<string, Entry>>(new Map());

/** Reads the run again; `handle` receives every change from then on. Returns a function that stops following. */
export function followRun(runId: string, handle: (now: FollowedRun) => void): () => void {
  const reading = Symbol(runId);
  const followers = (entries.get().get(runId)?.followers ?? 0) + 1;
  let last = setEntry(runId, { run: beginLiveRun(runId), failure: null, followers, reading });
  const stopWatching = entries.watch(() => {
    const now = entries.get().get(runId);
    if (now === undefined || now === last) return;
    last = now;
    handle(now);
  });
  void read(runId, reading);
  return () => {
    stopWatching();
    const now = entries.get().get(runId);
    if (now !== undefined) setEntry(runId, now.followers === 1 ? null : { ...now, followers: now.followers - 1 });
  };
}

export function setRunEvent(event: RunEvent): void {
  for (const [runId, entry] of entries.get()) {
    const run = afterRunEvent(entry.run, event);
    if (run !== entry.run) setEntry(runId, { ...entry, run });
  }
}

/**
 * Handles changes by another program: a run that is going on is read again; in other runs only what people write on them can
 * change.
 */
export function setRunsChanged(changed: readonly RunBrief[]): void {
  for (const { id, state, name, notes, tags, starred, isBaseline } of changed) {
    const entry = entries.get().get(id);
    const row = entry?.run.row ?? null;
    if (entry === undefined || row === null) continue;
    if (!isOver(row.state) || state !== row.state) void read(id, entry.reading);
    else setEntry(id, { ...entry, run: { ...entry.run, row: { ...row, name, notes, tags, starred, isBaseline } } });
  }
}

/** The host's data of the run has changed. */
export function readRunAgain(runId: string): void {
  const entry = entries.get().get(runId);
  if (entry !== undefined) void read(runId, entry.reading);
}

async function read(runId: string, reading: symbol): Promise<void> {
  const opened = await call('runs.open', { id: runId });
  const entry = entries.get().get(runId);
  if (entry?.reading !== reading) return;
  if (opened.ok) setEntry(runId, { ...entry, run: openLiveRun(entry.run, opened.value) });
  else setEntry(runId, { ...entry, failure: opened.failure });
}

function setEntry(runId: string, entry: Entry | null): Entry | null {
  const next = new Map(entries.get());
  if (entry === null) next.delete(runId);
  else next.set(runId, entry);
  entries.set(next);
  return entry;
}
