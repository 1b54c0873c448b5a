// The loads of one thread, each with its own pacer, users and arrivals. A plan has one load, unless its scenarios have loads of
// their own.
import { iterationOf, schedulesOf, streamsOf } from '../../../shared/plan/streams.ts';
import { rowLimits } from '../../../shared/plan/journey/data-row.ts';
import type { Annotation } from '../../../shared/annotation.ts';
import type { Gauges, StreamGauges, WorkerTask } from '../messages.ts';
import type { Clock } from '../time/clock.ts';
import type { Timers } from '../time/timers.ts';
import { arrivalsOf } from './arrivals.ts';
import type { Itinerary } from './journey.ts';
import { Pacer } from './pacer.ts';
import type { PlanClock } from './plan-clock.ts';
import { scenarioChoice } from './scenario-choice.ts';
import { WHOLE_RUN } from '../../../shared/plan/run-part.ts';
import { SharedLoad } from './shared-load.ts';
import { Users } from './users.ts';
import type { UserPlace } from './user-context.ts';
import type { VirtualUser } from './virtual-user.ts';

export interface StreamsOwner {
  makeUser(place: UserPlace): VirtualUser;
  /** An iteration that fell due at `dueAt` while a user was free begins now. */
  paced(dueAt: number): void;
  /** Nothing more will fall due in one of the loads. */
  handleExhausted(): void;
}

interface Stream {
  readonly users: Users;
  readonly pacer: Pacer;
  readonly shared: SharedLoad;
  /** How many iterations have data rows; Infinity if the rows never run out. */
  readonly limit: number;
}

export class Streams {
  /** The users by slot. */
  readonly users: VirtualUser[] = [];
  readonly #task: WorkerTask;
  readonly #streams: readonly Stream[];
  readonly #hasLimit: boolean;
  #usedUpAt: number | null = null;

  constructor(
    task: WorkerTask,
    itineraries: readonly Itinerary[],
    tools: { readonly clock: Clock; readonly planClock: PlanClock; readonly timers: Timers },
    owner: StreamsOwner,
  ) {
    const { plan, files } = task;
    const schedules = schedulesOf(plan);
    const rows = files.journey.tables.map((table) => table.rows);
    const limits = rowLimits(plan, rows);
    // Only the first load can get more users during the run, so its extra users have the last numbers.
    const firstVus = schedules.map((_, at) =>
      schedules.slice(1, at === 0 ? undefined : at).reduce((sum, one) => sum + one.maxVus, 0),
    );
    this.#task = task;
    this.#streams = streamsOf(plan).map(({ load, scenarios }, stream): Stream => {
      const shared = new SharedLoad(task.shared, task, stream, task.part);
      const limit = limits[stream] ?? Infinity;
      const choose = scenarioChoice(scenarios.flatMap((at) => itineraries[at] ?? []));
      // The users of small loads are spread over the threads.
      const { part, parts } = task.part ?? WHOLE_RUN;
      const share = { worker: ((task.worker + stream) % task.workers) * parts + part, workers: task.workers * parts };
      const users = new Users(share, (rank) => {
        const place = { vu: (firstVus[stream] ?? 0) + rank, slot: this.users.length, rank, stream };
        const user = owner.makeUser(place);
        this.users.push(user);
        return user;
      });
      const arrivals = arrivalsOf({ load, gracefulStop: plan.gracefulStop }, shared, limit);
      const pacer = new Pacer(
        { arrivals, users, shared, ...tools },
        {
          paced: (dueAt) => owner.paced(dueAt),
          handleExhausted: () => owner.handleExhausted(),
          startUser: (user, turn, dueAt) => user.start(iterationOf(turn, stream, schedules.length), dueAt, choose(turn)),
        },
      );
      users.bound(schedules[stream]?.maxVus ?? 0);
      return { users, pacer, shared, limit: limit < (schedules[stream]?.iterations ?? Infinity) ? limit : Infinity };
    });
    this.#hasLimit = this.#streams.some(({ limit }) => limit < Infinity);
  }

  /** The most users that this thread can have. */
  get most(): number {
    return this.#streams.reduce((sum, { users }) => sum + users.most, 0);
  }

  get isOver(): boolean {
    return this.#streams.every(({ pacer, users }) => pacer.isExhausted && users.areAllIdle);
  }

  look(): void {
    for (const { pacer } of this.#streams) pacer.look();
  }

  lookSoon(): void {
    for (const { pacer } of this.#streams) pacer.lookIn(0);
  }

  /** `user` has ended an iteration. */
  goOn(user: VirtualUser): void {
    this.#streams[user.stream]?.pacer.goOn(user);
  }

  follow(annotations: readonly Annotation[]): void {
    const [schedule] = schedulesOf(this.#task.plan, annotations);
    if (schedule !== undefined) this.#streams[0]?.pacer.follow(schedule);
  }

  /** Starts nothing more. */
  end(): void {
    for (const { pacer } of this.#streams) pacer.end();
  }

  /** If one load has no data row left, no load begins another iteration. */
  endWhenUsedUp(now: number): void {
    if (!this.#hasLimit || this.#usedUpAt !== null) return;
    if (!this.#streams.some(({ shared, limit }) => shared.next >= limit)) return;
    this.#usedUpAt = now;
    this.end();
  }

  get openSockets(): number {
    return this.users.reduce((sum, user) => sum + user.openSockets, 0);
  }

  gauges(): Pick<Gauges, 'iterationsStarted' | 'iterationsDropped' | 'hasFreeUsers' | 'usedUpAt' | 'streams'> {
    const { usedUpAt, only } = { usedUpAt: this.#usedUpAt, only: this.#streams[0]?.pacer };
    if (this.#streams.length === 1 && only !== undefined) {
      const { iterationsStarted, iterationsDropped, hasFreeUsers } = only;
      return { iterationsStarted, iterationsDropped, hasFreeUsers, usedUpAt };
    }
    const streams = this.#streams.map(({ pacer }): StreamGauges => {
      const { iterationsStarted, iterationsDropped, hasFreeUsers } = pacer;
      return { iterationsStarted, iterationsDropped, hasFreeUsers };
    });
    return {
      iterationsStarted: streams.reduce((sum, one) => sum + one.iterationsStarted, 0),
      iterationsDropped: streams.reduce((sum, one) => sum + one.iterationsDropped, 0),
      hasFreeUsers: streams.every((one) => one.hasFreeUsers),
      usedUpAt,
      streams,
    };
  }
}
