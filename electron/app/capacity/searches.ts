// Capacity searches and ladders: starts, follows, stops and keeps them. Only one runs at a time, and no other run beside it.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  canGoOn,
  isSearchOver,
  searchedMs,
  type CapacityEvent,
  type CapacityRow,
} from '../../../shared/capacity/capacity-search.ts';
import { budgetOf, type CapacitySettings } from '../../../shared/capacity/capacity-settings.ts';
import { UserError } from '../../../shared/errors.ts';
import type { RunDescription } from '../../../shared/run-description.ts';
import { BETWEEN_S, SETTLE_S } from '../../../shared/capacity/trial-length.ts';
import { mostRate } from '../../../shared/capacity/most-rate.ts';
import type { Calibration } from '../../../shared/calibration.ts';
import { conductLadder, type Ladder } from './conduct-ladder.ts';
import { conductSearch, type Conducting } from './conduct-search.ts';
import { checkSearchable, measuredPlan } from './trial-plan.ts';
import type { CapacityStore } from '../../store/capacity-store.ts';
import type { RunStore } from '../../store/run-store.ts';
import { logError } from '../../system/log.ts';
import { INTERNAL_ERROR } from '../../system/uncaught.ts';
import type { RunManager } from '../run-manager.ts';
import type { RunRequest } from '../run-request.ts';

const BEAT_MS = 2000;

export interface SearchRequest extends Pick<RunRequest, 'plan' | 'planId' | 'confirmed' | 'folder' | 'secretOf' | 'workers'> {
  readonly settings: CapacitySettings;
  /** Fixed rates instead of a search. */
  readonly ladder?: Ladder;
}

export type ResumeRequest = Pick<SearchRequest, 'confirmed' | 'folder' | 'secretOf' | 'workers'>;

export interface StartedSearch {
  readonly id: string;
  readonly ended: Promise<CapacityRow>;
}

interface Active {
  readonly id: string;
  readonly abort: AbortController;
  readonly ended: Promise<CapacityRow>;
  row: CapacityRow;
  /** What was written on it while it was going on. */
  description: Partial<RunDescription>;
}

interface SearchesWorld {
  readonly store: CapacityStore;
  readonly runs: RunStore;
  readonly manager: RunManager;
  readonly keepCalibration: (calibration: Calibration) => void;
}

export class Searches {
  readonly #world: SearchesWorld;
  readonly #tell: (event: CapacityEvent) => void;
  #active: Active | null = null;

  constructor(world: SearchesWorld, tell: (event: CapacityEvent) => void) {
    this.#world = world;
    this.#tell = tell;
  }

  /** @throws UserError if a run is going on, the plan has no single rate, or a public host is not confirmed. */
  async start(request: SearchRequest): Promise<StartedSearch> {
    const { plan, planId, settings, ladder } = request;
    checkSearchable(plan, settings);
    return await this.#begin(
      {
        id: randomUUID(),
        kind: ladder === undefined ? 'search' : 'ladder',
        name: `${ladder === undefined ? 'Capacity' : 'Ladder'} of ${plan.name}`.slice(0, 200),
        planId,
        plan,
        settings,
        state: 'preparing',
        reason: null,
        startedAt: Date.now(),
        endedAt: null,
        end: null,
        ceiling: null,
        maxRate: settings.maxRate ?? null,
        trials: [],
      },
      request,
    );
  }

  /** Continues from the known trials, with the same time again. @throws UserError as `start`, and not_found, bad_request */
  async resume(id: string, request: ResumeRequest): Promise<StartedSearch> {
    const row = this.open(id);
    if (!canGoOn(row)) throw new UserError('bad_request', 'This search is complete. Start a new one instead.');
    const afterMs = searchedMs(row, row.endedAt ?? row.startedAt + knownMs(row));
    const onceMs = budgetOf(row.settings) - (row.resumed?.afterMs ?? 0);
    return await this.#begin(
      {
        ...row,
        state: 'preparing',
        reason: null,
        end: null,
        endedAt: null,
        settings: { ...row.settings, budgetMs: afterMs + onceMs },
        resumed: { at: Date.now(), afterMs, trials: row.trials.length },
      },
      { ...request, plan: row.plan, planId: row.planId, settings: row.settings },
    );
  }

  async #begin(first: CapacityRow, request: SearchRequest): Promise<StartedSearch> {
    const { id, plan } = first;
    const { manager } = this.#world;
    await manager.check(plan, request);
    manager.hold(id);
    const abort = new AbortController();
    const { promise: ended, resolve } = Promise.withResolvers<CapacityRow>();
    this.#active = { id, abort, ended, row: first, description: {} };
    this.#enter(first);
    void this.#conduct(first, request, abort.signal).then((conducted) => {
      const row = { ...conducted, ...this.#active?.description };
      this.#active = null;
      this.#enter(row);
      resolve(row);
    });
    return { id, ended };
  }

  /** Keeps the trials so far. Returns false if the search is not running in this process. */
  stop(id: string): boolean {
    if (this.#active?.id !== id) return false;
    const { abort, row } = this.#active;
    if (!abort.signal.aborted) this.#enter({ ...row, state: 'stopping' });
    abort.abort();
    return true;
  }

  /** Newest first. */
  list(): readonly CapacityRow[] {
    return this.#world.store.list().map((row) => (row.id === this.#active?.id ? this.#active.row : row));
  }

  /** @throws UserError not_found */
  open(id: string): CapacityRow {
    if (this.#active?.id === id) return this.#active.row;
    const row = this.#world.store.open(id);
    if (row === null) throw new UserError('not_found', 'This search is not in the history any more.');
    return row;
  }

  /** @throws UserError not_found */
  describe(id: string, description: RunDescription): CapacityRow {
    const row = { ...this.open(id), ...description };
    if (this.#active?.id === id) this.#active.description = description;
    this.#enter(row);
    return row;
  }

  /** Removes its trials too. @throws UserError run_active, not_found */
  remove(id: string): void {
    if (this.#active?.id === id)
      throw new UserError('run_active', 'This search is still going on. Stop it before you delete it.');
    const { store, runs } = this.#world;
    if (!store.remove(id)) throw new UserError('not_found', 'This search is not in the history any more.');
    for (const runId of store.runIds(id)) runs.remove(runId);
    this.#tell({ type: 'removed', id });
  }

  restore(id: string): void {
    const { store, runs } = this.#world;
    if (!store.restore(id)) return;
    for (const runId of store.runIds(id)) runs.restore(runId);
    const row = store.open(id);
    if (row !== null) this.#tell({ type: 'changed', row });
  }

  /** Stops the search that is going on and waits until it is kept. */
  async close(): Promise<void> {
    const active = this.#active;
    if (active === null) return;
    active.abort.abort();
    await active.ended;
  }

  async #conduct(first: CapacityRow, request: SearchRequest, signal: AbortSignal): Promise<CapacityRow> {
    const { manager, store } = this.#world;
    const beat = setInterval(() => {
      try {
        store.beat(first.id);
      } catch (error) {
        logError('Keeping a search', error);
      }
    }, BEAT_MS).unref();
    try {
      const measured = await this.#measured(first, request, signal);
      const row = { ...measured, state: 'searching' as const };
      this.#enter(row);
      const conducting = this.#conducting(row, request, signal);
      const { ladder } = request;
      return await (ladder === undefined ? conductSearch(row, conducting) : conductLadder(row, ladder, conducting));
    } catch (error) {
      if (!(error instanceof UserError)) logError('A search', error);
      const reason = error instanceof UserError ? error.message : INTERNAL_ERROR;
      const known = this.#active?.row ?? first;
      return { ...known, state: 'failed', end: 'failed', reason, endedAt: Date.now() };
    } finally {
      clearInterval(beat);
      manager.release();
    }
  }

  /** Adds how much this computer can send: a search never exceeds a share of that; a ladder sends what a person wrote. */
  async #measured(row: CapacityRow, { workers }: SearchRequest, signal: AbortSignal): Promise<CapacityRow> {
    if (signal.aborted) return row;
    const calibration = await this.#world.manager.calibrate(measuredPlan(row.plan), row.id, workers);
    this.#world.keepCalibration(calibration);
    const { ceiling } = calibration;
    if (row.kind === 'ladder') return { ...row, ceiling };
    return { ...row, ceiling, maxRate: mostRate(row.plan, ceiling, row.settings) };
  }

  #conducting(
    { id, planId }: CapacityRow,
    { confirmed, folder, secretOf, workers }: SearchRequest,
    signal: AbortSignal,
  ): Conducting {
    const { manager } = this.#world;
    return {
      start: async (plan, watch) => {
        const started = await manager.start({
          plan,
          planId,
          capacityId: id,
          watch,
          ...(confirmed === undefined ? {} : { confirmed }),
          ...(folder === undefined ? {} : { folder }),
          ...(secretOf === undefined ? {} : { secretOf }),
          ...(workers === undefined ? {} : { workers }),
        });
        let isStopped = false;
        return {
          id: started.id,
          ended: started.ended,
          stop: () => {
            // A second call of `stop` would cancel the requests in flight.
            if (!isStopped) manager.stop(started.id);
            isStopped = true;
          },
        };
      },
      handleRow: (row) => this.#enter(signal.aborted ? { ...row, state: 'stopping' } : row),
      handleNow: (now) => this.#tell({ type: 'now', id, now }),
      signal,
      now: () => Date.now(),
      rest: async (milliseconds) => {
        await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
      },
    };
  }

  #enter(entered: CapacityRow): void {
    const active = this.#active?.id === entered.id ? this.#active : null;
    const row = { ...entered, ...active?.description };
    if (active !== null) active.row = row;
    try {
      this.#world.store.save(row);
    } catch (error) {
      if (!isSearchOver(row.state)) throw error;
      logError('Keeping a search', error);
    }
    this.#tell({ type: 'changed', row });
  }
}

/** A lower bound, because the end of a search whose process died is not known. */
function knownMs({ trials }: CapacityRow): number {
  return trials.reduce((sum, { seconds }) => sum + (seconds + SETTLE_S + BETWEEN_S) * 1000, 0);
}
