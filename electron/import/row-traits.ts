// Facts that distinguish two files of requests, or show that they contain the same ones; collected on a first reading. Pure.
import { NumberSet } from '../../shared/number-set.ts';
import type { ResultRequest } from './imported-request.ts';
import { RowSampler } from './row-sample.ts';

/** A request that took longer says little about any single second. */
const MOST_SECONDS = 3600;

export class RowTraits {
  /** The Onrush run that the requests belong to; empty if the file does not say. */
  runId = '';
  /** The iterations of scenarios, if the file has them. */
  readonly iterations = new NumberSet();
  readonly users = new NumberSet();
  /** The seconds in which requests were in flight, in the file's terms. */
  readonly seconds = new Set<number>();
  readonly sampler = new RowSampler();
  /** The load generators that the file names. */
  readonly senders = new Set<string>();
  /** Seconds of the row before: mostly the next one has the same. */
  #from = Number.NaN;
  #to = Number.NaN;
  #count = 0;
  #first = Infinity;
  #last = 0;
  #sent = 0;
  #lengths = 0;

  add(request: ResultRequest): void {
    const { runId, iteration, vu, part, sentAt, endedAt, startedAt, sender } = request;
    this.sampler.add(request);
    if (this.runId === '') this.runId = runId;
    if (iteration !== null && part !== 'before') this.iterations.add(iteration);
    if (vu !== null && part !== 'before') this.users.add(vu);
    if (sender !== '') this.senders.add(sender);
    const [from, to] = [Math.floor(sentAt / 1000), Math.floor(endedAt / 1000)];
    if (from !== this.#from || to !== this.#to) {
      for (let second = from; second <= Math.min(to, from + MOST_SECONDS); second += 1) this.seconds.add(second);
      this.#from = from;
      this.#to = to;
    }
    this.#count += 1;
    this.#first = Math.min(this.#first, startedAt);
    this.#last = Math.max(this.#last, startedAt);
    this.#sent += Math.round(sentAt * 1000) % 1_000_003;
    this.#lengths += Math.round((endedAt - sentAt) * 1000);
  }

  /** Equal for files with the same requests, whatever their compression and order. */
  get fingerprint(): string {
    return [this.#count, Math.floor(this.#first), Math.floor(this.#last), this.#sent, this.#lengths].join(' ');
  }
}
