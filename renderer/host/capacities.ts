// Capacity searches and ladders, updated by the host's events; they can be started, stopped and deleted from any screen.
import { descriptionOf, type CapacityEvent, type CapacityRow, type TrialNow } from '../../shared/capacity/capacity-search.ts';
import type { CapacitySettingsInput } from '../../shared/capacity/capacity-settings.ts';
import { fail, type Result } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { RunDescription } from '../../shared/run-description.ts';
import { goTo } from '../route.ts';
import { showFailure, showUndo } from '../ui/toasts.tsx';
import { call } from './client.ts';
import { askToConfirm } from './start-run.ts';
import { createStore, useStore } from './store.ts';

interface Capacities {
  /** Newest first; null until they are read. */
  readonly rows: readonly CapacityRow[] | null;
  readonly now: { readonly id: string; readonly trial: TrialNow } | null;
}

const state = createStore<Capacities>({ rows: null, now: null });

export interface ChosenPlan {
  readonly plan: Plan;
  readonly planId: string | null;
}

/** The plan whose capacity is to be searched for. */
const chosen = createStore<ChosenPlan | null>(null);

export function useChosenPlan(): ChosenPlan | null {
  return useStore(chosen, (value) => value);
}

export function choosePlan(plan: ChosenPlan): void {
  chosen.set(plan);
}

/** Opens the set-up with this plan. */
export function findCapacityOf(plan: Plan, planId: string | null): void {
  choosePlan({ plan, planId });
  goTo({ screen: 'find-capacity' });
}

export function useCapacities(): readonly CapacityRow[] | null {
  return useStore(state, ({ rows }) => rows);
}

export function useCapacity(id: string): CapacityRow | null {
  return useStore(state, ({ rows }) => rows?.find((row) => row.id === id) ?? null);
}

/** The trial of a search that is going on. */
export function useTrialNow(id: string): TrialNow | null {
  return useStore(state, ({ now }) => (now?.id === id ? now.trial : null));
}

export async function readCapacities(): Promise<void> {
  const read = await call('capacity.list', {});
  if (read.ok) state.set({ ...state.get(), rows: read.value });
}

export function setCapacityEvent(event: CapacityEvent): void {
  const before = state.get();
  if (event.type === 'now') return state.set({ ...before, now: event.now === null ? null : { id: event.id, trial: event.now } });
  const id = event.type === 'removed' ? event.id : event.row.id;
  const others = (before.rows ?? []).filter((row) => row.id !== id);
  const rows = event.type === 'removed' ? others : [event.row, ...others].toSorted((a, b) => b.startedAt - a.startedAt);
  state.set({ ...before, rows });
}

export interface CapacityAsked {
  readonly settings: CapacitySettingsInput;
  readonly ladder: { readonly rates: number[]; readonly eachMs: number } | null;
}

/** Starts a search and opens it; if the host is public, a person is asked first. */
export async function startCapacity({ plan, planId }: ChosenPlan, { settings, ladder }: CapacityAsked): Promise<void> {
  const confirmed: string[] = [];
  for (;;) {
    const started = await call('capacity.start', { plan, planId, settings, ladder, confirmed });
    if (started.ok) return goTo({ screen: 'capacity', id: started.value.id });
    const { confirmation } = started.failure;
    if (confirmation === undefined) return showFailure(started.failure);
    if (!(await askToConfirm(confirmation))) return;
    confirmed.push(confirmation.host);
  }
}

/** Continues from the known trials with the same time again; if the host is public, a person is asked first. */
export async function resumeCapacity(id: string): Promise<void> {
  const confirmed: string[] = [];
  for (;;) {
    const resumed = await call('capacity.resume', { id, confirmed });
    if (resumed.ok) return;
    const { confirmation } = resumed.failure;
    if (confirmation === undefined) return showFailure(resumed.failure);
    if (!(await askToConfirm(confirmation))) return;
    confirmed.push(confirmation.host);
  }
}

/** Changes what is written on a search; `change` is applied to the current text. */
export async function describeCapacity(
  id: string,
  change: (now: RunDescription) => Partial<RunDescription>,
): Promise<Result<CapacityRow>> {
  const row = state.get().rows?.find((one) => one.id === id);
  if (row === undefined) return fail('not_found', 'This search is not in the history any more.');
  const { name, notes, tags, starred } = { ...descriptionOf(row), ...change(descriptionOf(row)) };
  return await call('capacity.describe', { id, name, notes, tags: [...tags], starred });
}

export async function stopCapacity(id: string): Promise<void> {
  const stopped = await call('capacity.stop', { id });
  if (!stopped.ok) showFailure(stopped.failure);
}

export async function removeCapacity({ id, name }: CapacityRow): Promise<void> {
  const removed = await call('capacity.delete', { id });
  if (removed.ok) showUndo(`Deleted “${name}” with its trials.`, () => void call('capacity.restore', { id }));
  else showFailure(removed.failure);
}
