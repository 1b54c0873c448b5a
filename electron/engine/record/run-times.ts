// The service and response times of a run: of all completed requests, of those that succeeded and of those that failed. Each
// closed interval adds the times of all requests; only failed ones are recorded a second time, so that the others cost nothing
// more.
import { Histogram } from '../../../shared/histogram.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import type { TimesStats } from '../../../shared/summary.ts';
import { statsOf } from './stats-of.ts';

/** One kind of time, for example service times, in ms. */
class Times {
  readonly all = new Histogram();
  readonly failed = new Histogram();
  /** The extremes of the requests that succeeded. */
  #min = Infinity;
  #max = 0;

  succeed(time: number): void {
    if (time < this.#min) this.#min = time;
    if (time > this.#max) this.#max = time;
  }

  succeeded(): Histogram {
    return this.failed.count === 0 ? this.all : this.all.without(this.failed, { min: this.#min, max: this.#max });
  }
}

export class RunTimes {
  readonly #service = new Times();
  readonly #response = new Times();

  get service(): Histogram {
    return this.#service.all;
  }

  get response(): Histogram {
    return this.#response.all;
  }

  /** Adds the times of an interval. Each of its requests must also be passed to `add` before any figure is read. */
  addSnapshot({ service, response }: Pick<Snapshot, 'service' | 'response'>): void {
    this.#service.all.add(service);
    this.#response.all.add(response);
  }

  /** Adds one completed request; times are in ms. */
  add(service: number, response: number, hasFailed: boolean): void {
    if (hasFailed) {
      this.#service.failed.record(service);
      this.#response.failed.record(response);
    } else {
      this.#service.succeed(service);
      this.#response.succeed(response);
    }
  }

  /** Null if no request succeeded, or none failed. */
  stats(): { readonly succeededTimes: TimesStats | null; readonly failedTimes: TimesStats | null } {
    return {
      succeededTimes: timesOf(this.#service.succeeded(), this.#response.succeeded()),
      failedTimes: timesOf(this.#service.failed, this.#response.failed),
    };
  }
}

function timesOf(service: Histogram, response: Histogram): TimesStats | null {
  return service.count === 0 ? null : { serviceTime: statsOf(service), responseTime: statsOf(response) };
}
