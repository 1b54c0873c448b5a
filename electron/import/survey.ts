// What a file's requests have in common, collected on a first reading: steps, threads, parts, and the runs that they form.
import { UserError } from '../../shared/errors.ts';
import { HEALTH_LABEL } from '../../shared/health.ts';
import { RowTraits } from './row-traits.ts';
import { RowVerdicts } from './row-verdicts.ts';
import type { StepOfRequest } from './batch-filler.ts';
import { DataRows } from './data-rows.ts';
import { planFromFacts, type PlanFacts } from './imported-plan.ts';
import type { ResultRequest } from './imported-request.ts';
import { JtlSteps, type GatheredSteps } from './jtl-steps.ts';
import { OwnSteps, type PlacedRequest } from './own-steps.ts';
import { Parts } from './parts.ts';
import type { FileKind } from './request-columns.ts';
import { Stretches, type BusyStretch } from './stretches.ts';
import { MAX_VUS } from '../../shared/plan/load-limits.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { plural } from '../../shared/format.ts';

/** 1 January 1990: no load test was measured earlier, so a smaller number is not a present-day time. */
const EARLIEST = 631_152_000_000;
/** A spreadsheet that shows only seven digits of a time leaves a multiple of this many ms. */
const ROUNDED_MS = 1_000_000;
const ENOUGH_TO_SEE = 10;

export interface SurveyedPlan {
  readonly plan: Plan;
  /** Must be called with the requests in the order of the file. */
  readonly stepOf: (request: ResultRequest) => StepOfRequest;
  /** How many rows each data file has, by its name. */
  readonly dataRows: Readonly<Record<string, number>>;
}

export class Survey {
  readonly kind: FileKind;
  readonly #hasParts: boolean;
  readonly parts = new Parts();
  readonly generator = new RowVerdicts();
  readonly traits = new RowTraits();
  readonly #own = new OwnSteps();
  readonly #dataRows = new DataRows();
  readonly #labels = new JtlSteps();
  readonly #threads = new Map<string, number>();
  readonly #stretches = new Stretches();
  /** One for all rows. */
  readonly #row = { number: 0, thread: '', label: '', startedAt: Number.NaN, endedAt: Number.NaN };
  #rows = 0;
  #sums = 0;
  #summed = 0;
  #isSpread = false;
  #earliest = Infinity;
  #latestEnd = -Infinity;
  #disorder = 0;
  #longest = 0;
  #lastDueAt = 0;
  #longestWait = 0;
  #firstMeasuredAt = Infinity;
  #hasWarmup = false;
  #mostVu = 0;
  #gathered: GatheredSteps | null = null;

  /** `hasParts` means that rows may be parts of others, as in JMeter's files. */
  constructor(kind: FileKind, hasParts = true) {
    this.kind = kind;
    this.#hasParts = hasParts;
  }

  /** The number of requests, without parts and sums. */
  get count(): number {
    return this.#rows - this.#sums - this.parts.count;
  }

  /** How much earlier a request may have ended than one that precedes it in the file, in ms. */
  get patienceMs(): number {
    return this.#disorder + this.#longest;
  }

  /** `number` is the number of the row, from 0. Times are epoch ms in a JTL. @throws UserError import_invalid */
  add(request: ResultRequest, number: number): void {
    const { dueAt, sentAt, endedAt, startedAt } = request;
    this.#rows += 1;
    // A transaction without samples has no time: JMeter writes 0.
    if (request.kind === 'sum') {
      this.#sums += 1;
      return;
    }
    this.traits.add(request);
    this.#earliest = Math.min(this.#earliest, startedAt);
    if (startedAt % ROUNDED_MS !== 0) this.#isSpread = true;
    if (request.samples > 1) this.#summed += 1;
    this.#disorder = Math.max(this.#disorder, this.#latestEnd - endedAt);
    this.#latestEnd = Math.max(this.#latestEnd, endedAt);
    this.#longest = Math.max(this.#longest, endedAt - Math.min(sentAt, dueAt));
    if (request.kind === 'part') {
      this.parts.mark(number);
      return;
    }
    if (this.kind === 'jtl') {
      this.#labels.add(request);
      if (this.#hasParts) this.#addRow(number, request);
    } else {
      this.#own.add(request);
      this.#dataRows.add(request);
    }
    if (request.part === 'before') return;
    this.#stretches.add(sentAt, endedAt);
    this.#mostVu = Math.max(this.#mostVu, this.vuOf(request));
    if (this.kind === 'requests') this.generator.note(sentAt, endedAt, request.generator);
    if (request.part !== 'scenario') return;
    this.#lastDueAt = Math.max(this.#lastDueAt, dueAt);
    this.#longestWait = Math.max(this.#longestWait, sentAt - dueAt);
    if (request.isWarmup) this.#hasWarmup = true;
    else this.#firstMeasuredAt = Math.min(this.#firstMeasuredAt, sentAt);
  }

  #addRow(number: number, { thread, label, sentAt, endedAt }: ResultRequest): void {
    const row = this.#row;
    row.number = number;
    row.thread = thread;
    row.label = label;
    row.startedAt = sentAt;
    row.endedAt = endedAt;
    for (const part of this.parts.add(row)) this.#labels.remove(part);
  }

  /** How many virtual users the file names. */
  get users(): number {
    return this.#mostVu + 1;
  }

  /** How many rows of each data file its requests used. */
  get dataRows(): Readonly<Record<string, number>> {
    return this.#dataRows.files.rows;
  }

  /** Counts from 0. */
  vuOf({ vu, thread }: ResultRequest): number {
    if (vu !== null) return Math.min(vu, MAX_VUS - 1);
    const known = this.#threads.get(thread);
    if (known !== undefined) return known;
    const next = this.#threads.size % MAX_VUS;
    this.#threads.set(thread, next);
    return next;
  }

  /** Ascending; requests.csv contains one run. @throws UserError import_invalid if the times are not points in time. */
  runs(): readonly BusyStretch[] {
    if (this.count === 0) throw new UserError('import_invalid', 'This file names its columns but holds no request.');
    if (this.kind === 'requests') return [{ from: 0, to: this.#latestEnd, rows: this.#rows }];
    if (this.#earliest < EARLIEST) {
      throw new UserError(
        'import_invalid',
        `The times in “timeStamp” are not points in time: the first is ${new Date(this.#earliest).getUTCFullYear()}. Write them as milliseconds or seconds since 1970.`,
      );
    }
    if (!this.#isSpread && this.#rows >= ENOUGH_TO_SEE) {
      throw new UserError(
        'import_invalid',
        'All times in “timeStamp” lie in the same moment or are rounded to a quarter of an hour, as Excel and other spreadsheets leave them. Import the file as it was before the spreadsheet saved it.',
      );
    }
    return this.#stretches.runs();
  }

  /** A plan that could have sent the requests of this run. @throws UserError import_invalid */
  plan(name: string, stretch: BusyStretch): SurveyedPlan {
    const { plan, order } = planFromFacts({ name, ...this.facts(stretch) });
    const placed = this.places();
    const stepOf = (request: ResultRequest): StepOfRequest => {
      const { place, sentAs } = placed(request);
      return { step: order[place] ?? 0, sentAs };
    };
    return { plan, stepOf, dataRows: this.dataRows };
  }

  /** The facts from which such a plan is made. */
  facts({ from, to, rows }: BusyStretch): Omit<PlanFacts, 'name'> {
    return {
      steps: this.kind === 'jtl' ? this.#jtlSteps().steps : this.#own.steps,
      hasRedirects: this.#own.hasRedirects,
      data: this.#dataRows.files.data,
      requests: rows,
      vus: this.#mostVu + 1,
      durationMs: to - from,
      warmupMs: this.#hasWarmup ? Math.min(this.#firstMeasuredAt, to) : 0,
      wereDueAtOnce: this.kind === 'requests' && this.#lastDueAt === 0,
      waited: this.#longestWait > 0,
    };
  }

  /** For a second reading of the same requests: returns the index of a request's step in that plan. */
  places(): (request: ResultRequest) => PlacedRequest {
    return this.kind === 'jtl' ? this.#jtlPlaces() : this.#own.places();
  }

  /** What was left out or combined, in whole sentences. */
  notes(): readonly string[] {
    const { count } = this.parts;
    const pauses = this.kind === 'jtl' && this.#stretches.runs().length === 1 ? this.#stretches.pauses : 0;
    const doubtful = this.generator.doubtful();
    const worst = doubtful.includes('suspect') ? 'suspect' : 'strained';
    return [
      ...(count === 0
        ? []
        : [
            `${count} ${plural(count, 'row')} of sub-results (such as redirects) ${count === 1 ? 'is' : 'are'} left out: the sample above holds their time.`,
          ]),
      ...(this.#sums === 0
        ? []
        : [
            `${this.#sums} ${plural(this.#sums, 'row')} of transactions ${this.#sums === 1 ? 'is' : 'are'} left out: the samples within are counted.`,
          ]),
      ...(this.#summed === 0
        ? []
        : [
            `${this.#summed} ${plural(this.#summed, 'row')} ${this.#summed === 1 ? 'stands' : 'stand'} for several samples each (SampleCount); each is counted as one request, because the single times are not in the file.`,
          ]),
      ...(pauses === 0
        ? []
        : [
            `Nothing was sent in ${pauses} ${plural(pauses, 'pause')} of 10 minutes or more; the throughput counts them as part of the run.`,
          ]),
      ...(this.#threads.size > MAX_VUS
        ? [`The file names ${this.#threads.size} threads; they share ${MAX_VUS} numbers of virtual users.`]
        : []),
      ...(doubtful.length === 0
        ? []
        : [
            `According to the file, the load generator was ${HEALTH_LABEL[worst].toLowerCase()} at worst, and not trusted for ${doubtful.length} s.`,
          ]),
      ...(this.kind === 'jtl' ? this.#jtlSteps().notes : this.#dataRows.notes()),
    ];
  }

  #jtlSteps(): GatheredSteps {
    return (this.#gathered ??= this.#labels.gather());
  }

  #jtlPlaces(): (request: ResultRequest) => PlacedRequest {
    const { stepOf } = this.#jtlSteps();
    return (request) => ({ place: stepOf(request), sentAs: null });
  }
}
