// What the host knows, kept current for the screens: runs, plans, settings, the demo. Knows no screen.
import { useSyncExternalStore } from 'react';
import { fail, type Result } from '../../shared/errors.ts';
import type { Settings } from '../../shared/rpc.ts';
import type { DemoState, PlanRow, RunRow } from '../../shared/run.ts';
import type { RunDescription } from '../../shared/run-description.ts';
import { call, currentConnection, listen, watchConnection } from './client.ts';
import { afterEvent, type HostState } from './host-events.ts';

let state: HostState = { info: null, settings: null, runs: null, plans: null, demo: null, importing: null, failure: null };
const watchers = new Set<() => void>();

export function useHostState(): HostState {
  return useSyncExternalStore(watch, () => state);
}

/** For what acts once, outside a component. */
export function currentHost(): HostState {
  return state;
}

export function useRuns(): readonly RunRow[] | null {
  return useSyncExternalStore(watch, () => state.runs);
}

export function usePlans(): readonly PlanRow[] | null {
  return useSyncExternalStore(watch, () => state.plans);
}

export function useSettings(): Settings | null {
  return useSyncExternalStore(watch, () => state.settings);
}

export function useDemo(): DemoState | null {
  return useSyncExternalStore(watch, () => state.demo);
}

/** Begins to follow the host; call once. */
export function followHost(): void {
  listen((event) => change(afterEvent(state, event)));
  let wasOpen = false;
  const handleConnection = (): void => {
    const isOpen = currentConnection().kind === 'open';
    if (isOpen && !wasOpen) void readAll();
    wasOpen = isOpen;
  };
  watchConnection(handleConnection);
  handleConnection();
}

/** Reads everything anew: at the start, after a lost connection, after the history was mended. */
export async function readAll(): Promise<void> {
  const info = await call('app.info', {});
  if (!info.ok) return change({ ...state, failure: info.failure });
  change({ ...state, info: info.value, failure: info.value.problem });
  if (info.value.problem !== null) return;
  await Promise.all([readSettings(), readRuns(), readPlans(), readDemo()]);
}

export async function readRuns(): Promise<void> {
  take(await call('runs.list', {}), (runs) => ({ runs }));
}

export async function readPlans(): Promise<void> {
  take(await call('plans.list', {}), (plans) => ({ plans }));
}

/** Keeps it and paints with it at once; the host's word decides. */
export async function saveSettings(settings: Settings): Promise<Result<Settings>> {
  const before = state.settings;
  change({ ...state, settings });
  const saved = await call('settings.set', settings);
  change({ ...state, settings: saved.ok ? saved.value : before });
  return saved;
}

/** Out of the list at once, and back in it where the host refuses. */
export async function deleteRun(id: string): Promise<Result<null>> {
  const row = state.runs?.find((run) => run.id === id);
  if (row === undefined) return fail('not_found', 'This run is not in the history any more.');
  change({ ...state, runs: state.runs?.filter((run) => run.id !== id) ?? null });
  const deleted = await call('runs.delete', { id });
  if (!deleted.ok) await readRuns();
  return deleted;
}

export async function restoreRun(id: string): Promise<Result<null>> {
  const restored = await call('runs.restore', { id });
  await readRuns();
  return restored;
}

/** Writes on a run; `change` is made to what is written there now. The host tells every window. */
export async function describeRun(id: string, change: (now: RunDescription) => Partial<RunDescription>): Promise<Result<RunRow>> {
  const row = state.runs?.find((run) => run.id === id);
  if (row === undefined) return fail('not_found', 'This run is not in the history any more.');
  const { name, notes, tags, starred } = { ...row, ...change(row) };
  return await call('runs.describe', { id, name, notes, tags: [...tags], starred });
}

/** Of the run's plan; the one before gives way. */
export async function pinBaseline(id: string, isBaseline: boolean): Promise<Result<null>> {
  const pinned = await call('runs.pin', { id, isBaseline });
  await readRuns();
  return pinned;
}

async function readSettings(): Promise<void> {
  take(await call('settings.get', {}), (settings) => ({ settings }));
}

async function readDemo(): Promise<void> {
  take(await call('demo.state', {}), (demo) => ({ demo }));
}

function take<T>(result: Result<T>, part: (value: T) => Partial<HostState>): void {
  change(result.ok ? { ...state, ...part(result.value) } : { ...state, failure: result.failure });
}

function change(next: HostState): void {
  state = next;
  for (const handle of watchers) handle();
}

function watch(handle: () => void): () => void {
  watchers.add(handle);
  return () => void watchers.delete(handle);
}
