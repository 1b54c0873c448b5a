// What the host knows, kept current for the screens: runs, plans, settings, the demo. It does not know screens.
import { fail, type Failure, type Result } from '../../shared/errors.ts';
import type { ImportState } from '../../shared/imported-file.ts';
import type { NewerVersion } from '../../shared/newer-version.ts';
import type { AppInfo, HostEvent } from '../../shared/rpc.ts';
import type { Settings } from '../../shared/settings.ts';
import { isOver, type DemoState, type PlanRow, type RunBrief, type RunRow } from '../../shared/run.ts';
import type { RunDescription } from '../../shared/run-description.ts';
import { call } from './client.ts';
import { afterEvent, NOTHING_READ, type HostState } from './host-events.ts';
import { createStore, useStore } from './store.ts';

const state = createStore(NOTHING_READ);

/** For actions outside of a component. */
export function currentHost(): HostState {
  return state.get();
}

/** Includes the figures of runs that are going on: renders four times a second during a run. */
export function useRuns(): readonly RunBrief[] | null {
  return useStore(state, ({ runs }) => runs);
}

/** For components without figures of a run that is going on: renders when a run begins, ends, or is changed by a person. */
export function useSteadyRuns(): readonly RunBrief[] | null {
  return useStore(state, ({ steadyRuns }) => steadyRuns);
}

export function useActiveRunId(): string | null {
  return useStore(state, ({ steadyRuns }) => steadyRuns?.find((run) => !isOver(run.state))?.id ?? null);
}

export function usePlans(): readonly PlanRow[] | null {
  return useStore(state, ({ plans }) => plans);
}

export function useSettings(): Settings | null {
  return useStore(state, ({ settings }) => settings);
}

export function useDemo(): DemoState | null {
  return useStore(state, ({ demo }) => demo);
}

export function useInfo(): AppInfo | null {
  return useStore(state, ({ info }) => info);
}

/** A newer version of the program, in its window. */
export function useNewerVersion(): NewerVersion | null {
  return useStore(state, ({ newer }) => newer);
}

/** Why the last reading failed. */
export function useHostFailure(): Failure | null {
  return useStore(state, ({ failure }) => failure);
}

/** The file of requests that is being imported. */
export function useRunImport(): ImportState | null {
  return useStore(state, ({ importing }) => importing);
}

export function setHostEvent(event: HostEvent): void {
  state.set(afterEvent(state.get(), event));
}

/** Reads everything again: at the start, after a lost connection, after the history was repaired. */
export async function readAll(): Promise<void> {
  const info = await call('app.info', {});
  if (!info.ok) return setPart({ failure: info.failure });
  setPart({ info: info.value, failure: info.value.problem });
  if (info.value.problem !== null) return;
  await Promise.all([readSettings(), readRuns(), readPlans(), readDemo()]);
}

export async function readRuns(): Promise<void> {
  setRead(await call('runs.list', {}), ofRuns);
}

export async function readPlans(): Promise<void> {
  setRead(await call('plans.list', {}), (plans) => ({ plans }));
}

/** Saves the settings and applies them at once; if the host refuses, its settings apply. */
export async function saveSettings(settings: Settings): Promise<Result<Settings>> {
  const before = state.get().settings;
  setPart({ settings });
  const saved = await call('settings.set', settings);
  setPart({ settings: saved.ok ? saved.value : before });
  return saved;
}

/** Removes the run from the list at once, and puts it back if the host refuses. */
export async function deleteRun(id: string): Promise<Result<null>> {
  const row = state.get().runs?.find((run) => run.id === id);
  if (row === undefined) return fail('not_found', 'This run is not in the history any more.');
  setPart(ofRuns(state.get().runs?.filter((run) => run.id !== id) ?? null));
  const deleted = await call('runs.delete', { id });
  if (!deleted.ok) await readRuns();
  return deleted;
}

export async function restoreRun(id: string): Promise<Result<null>> {
  const restored = await call('runs.restore', { id });
  await readRuns();
  return restored;
}

/** Changes what is written on a run; `change` is applied to the current text. The host informs every window. */
export async function describeRun(id: string, change: (now: RunDescription) => Partial<RunDescription>): Promise<Result<RunRow>> {
  const row = state.get().runs?.find((run) => run.id === id);
  if (row === undefined) return fail('not_found', 'This run is not in the history any more.');
  const { name, notes, tags, starred } = { ...row, ...change(row) };
  return await call('runs.describe', { id, name, notes, tags: [...tags], starred });
}

/** Makes the run the baseline of its plan, in place of the previous one. */
export async function pinBaseline(id: string, isBaseline: boolean): Promise<Result<null>> {
  const pinned = await call('runs.pin', { id, isBaseline });
  await readRuns();
  return pinned;
}

async function readSettings(): Promise<void> {
  setRead(await call('settings.get', {}), (settings) => ({ settings }));
}

async function readDemo(): Promise<void> {
  setRead(await call('demo.state', {}), (demo) => ({ demo }));
}

function ofRuns(runs: readonly RunBrief[] | null): Partial<HostState> {
  return { runs, steadyRuns: runs };
}

function setRead<T>(result: Result<T>, part: (value: T) => Partial<HostState>): void {
  setPart(result.ok ? part(result.value) : { failure: result.failure });
}

function setPart(part: Partial<HostState>): void {
  state.set({ ...state.get(), ...part });
}
