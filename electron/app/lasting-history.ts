// The history over the lifetime of the app: it is opened on first use, tried again after a failure, and set aside if it is
// damaged.
import { UserError, type Failure } from '../../shared/errors.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import { setAsideDatabase } from '../store/database.ts';
import { DAMAGED_RUN } from '../store/tolerant-row.ts';
import { openHistory, type OpenHistory } from './history.ts';
import type { ResolveHost } from './target-guard.ts';

export class LastingHistory {
  readonly #folder: string;
  readonly #tell: (event: HostEvent) => void;
  readonly #resolveHost: ResolveHost | undefined;
  #opened: OpenHistory | null = null;
  #problem: Failure | null = null;
  #damage: Failure | null = null;

  constructor(folder: string, tell: (event: HostEvent) => void, resolveHost: ResolveHost | undefined) {
    this.#folder = folder;
    this.#tell = tell;
    this.#resolveHost = resolveHost;
  }

  /** Why the history cannot be opened; null if it can. */
  get problem(): Failure | null {
    return this.#problem;
  }

  /** What is damaged in a history that can be opened; null if nothing is. */
  get damage(): Failure | null {
    return this.#damage;
  }

  /** Null while it is not open; does not try to open it. */
  get opened(): OpenHistory | null {
    return this.#opened;
  }

  /** After a failure every call tries again, because the user may have removed the cause. */
  open(): OpenHistory | null {
    if (this.#opened !== null) return this.#opened;
    const result = openHistory(this.#folder, this.#tell, this.#resolveHost);
    this.#opened = result.ok ? result.value : null;
    this.#problem = result.ok ? null : result.failure;
    this.#damage ??= result.ok ? result.value.damage : null;
    // The first call sets the starting point: later ones report changes to the runs that are listed now.
    this.#opened?.runs.changes();
    return this.#opened;
  }

  /** @throws UserError store_unavailable, store_damaged */
  needed(): OpenHistory {
    const now = this.open();
    if (now !== null) return now;
    throw UserError.from(this.#problem ?? { code: 'store_unavailable', message: 'The history cannot be opened.' });
  }

  /** Looks for damaged runs. */
  inspect(): void {
    const opened = this.open();
    if (opened !== null) this.#damage ??= damageOf(opened);
  }

  noteDamage(failure: Failure): void {
    if (failure.code === 'store_damaged' && this.#opened !== null) this.#damage ??= failure;
  }

  /** Called for damage that only shows when a run is opened or exported. */
  noteDamagedRun(): void {
    this.noteDamage(damagedRuns(1));
  }

  /** @throws UserError bad_request if nothing is damaged, run_active */
  async setAside(): Promise<{ readonly movedTo: string }> {
    const opened = this.open();
    const found = opened === null ? this.#problem : this.#damage;
    if (found === null) throw new UserError('bad_request', 'The history is in order; there is nothing to set aside.');
    if (found.code !== 'store_damaged')
      throw new UserError('bad_request', 'Only a damaged history can be set aside, and this one is not.');
    if (opened?.manager.isActive === true)
      throw new UserError('run_active', 'A run is going on and is written to this history. Wait for its end.');
    await this.close();
    this.#damage = null;
    return { movedTo: setAsideDatabase(this.#folder) };
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    await opened?.close();
  }
}

/** Finds a damaged run in the list; the other runs can be read. */
function damageOf({ runs }: OpenHistory): Failure | null {
  try {
    const damaged = runs.list().filter(({ reason }) => reason?.startsWith(DAMAGED_RUN) === true);
    return damaged.length === 0 ? null : damagedRuns(damaged.length);
  } catch (error) {
    if (error instanceof UserError) return error.failure;
    throw error;
  }
}

function damagedRuns(count: number): Failure {
  const which = count === 1 ? 'A run in the history is damaged' : `${count} runs in the history are damaged`;
  return {
    code: 'store_damaged',
    message: `${which}; the others can be read. Export what you need, then set the history aside.`,
  };
}
