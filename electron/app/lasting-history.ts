// The history for as long as the app lasts: opened when it is first needed, tried again while it cannot be, set aside
// where it is damaged.
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

  /** Why it cannot be opened. */
  get problem(): Failure | null {
    return this.#problem;
  }

  /** What was found damaged in a history that can be opened. */
  get damage(): Failure | null {
    return this.#damage;
  }

  /** null while it is not open; does not try to open it. */
  get opened(): OpenHistory | null {
    return this.#opened;
  }

  /** Tries again each time while it fails: the user may have removed the cause. */
  open(): OpenHistory | null {
    if (this.#opened !== null) return this.#opened;
    const result = openHistory(this.#folder, this.#tell, this.#resolveHost);
    this.#opened = result.ok ? result.value : null;
    this.#problem = result.ok ? null : result.failure;
    // What is listed from now on is known; changes are reported from here.
    this.#opened?.runs.changes();
    return this.#opened;
  }

  /** @throws UserError store_unavailable, store_damaged */
  needed(): OpenHistory {
    const now = this.open();
    if (now !== null) return now;
    throw UserError.from(this.#problem ?? { code: 'store_unavailable', message: 'The history cannot be opened.' });
  }

  /** Looks for runs that are damaged. */
  inspect(): void {
    const opened = this.open();
    if (opened !== null) this.#damage ??= damageOf(opened);
  }

  noteDamage(failure: Failure): void {
    if (failure.code === 'store_damaged' && this.#opened !== null) this.#damage ??= failure;
  }

  /** For what is found only where a run is opened or exported. */
  noteDamagedRun(): void {
    this.noteDamage(damagedRuns(1));
  }

  /** @throws UserError bad_request where nothing is damaged, run_active */
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

/** A damaged run among those that are listed; the others can be read. */
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
