// The rows of a file, kept on the first reading so that the file is not read twice: finding them among its bytes costs more than all
// that is done with them.
import { setImmediate } from 'node:timers/promises';
import type { HealthVerdict } from '../../shared/health.ts';
import { OUTCOME_CODE, outcomeOf } from '../../shared/outcome.ts';
import { PARTS } from '../../shared/plan/sent-steps.ts';
import type { SampleError } from '../../shared/sample.ts';
import { jtlThread, type ResultRequest } from './imported-request.ts';
import { placeInTime } from './jtl-times.ts';
import { allocateKept, packRows, unpackRows, type KeptColumns } from './kept-columns.ts';
import { KeptPieces } from './kept-pieces.ts';
import { emptyRequest, type Mutable } from './quick-shared-row.ts';
import { cancelled, type ReadingWatch } from './text-source.ts';

/** Few, because up to 200 files are read at once. A row has ten texts, so 16 bits are enough to number those of a piece. */
const ROWS_OF_PIECE = 2048;
const MOST_TEXTS = 65_536;
const KINDS = ['request', 'part', 'sum'] as const satisfies readonly ResultRequest['kind'][];
const VERDICTS: readonly (HealthVerdict | null)[] = [null, 'trusted', 'strained', 'suspect'];

type HandleRow = (request: ResultRequest, number: number) => void;

export class KeptRows {
  readonly #pieces: KeptPieces;
  #columns = allocateKept(ROWS_OF_PIECE);
  #texts = new Map<string, number>();
  /** Of the row before: mostly the next one has the same. */
  #url = '';
  #urlNumber = 0;
  #count = 0;
  #bytes = 0;

  /** `folder`: where a file is made if there are many rows. */
  constructor(folder: string) {
    this.#pieces = new KeptPieces(folder);
    this.#clear();
  }

  add(request: ResultRequest): void {
    const at = this.#count;
    const columns = this.#columns;
    this.#addTexts(request, at);
    addTimes(columns, request, at);
    columns.vu[at] = request.vu ?? Number.NaN;
    columns.iteration[at] = request.iteration ?? Number.NaN;
    columns.seq[at] = request.seq;
    columns.samples[at] = request.samples;
    columns.bytesIn[at] = request.bytesIn;
    columns.bytesOut[at] = request.bytesOut;
    columns.blocked[at] = request.blocked;
    columns.dns[at] = request.dns;
    columns.connecting[at] = request.connecting;
    columns.tlsHandshaking[at] = request.tlsHandshaking;
    columns.sending[at] = request.sending;
    columns.status[at] = request.status;
    columns.outcome[at] = OUTCOME_CODE[request.outcome];
    columns.protocol[at] = request.protocol;
    columns.use[at] = request.use;
    columns.isWarmup[at] = request.isWarmup ? 1 : 0;
    columns.kind[at] = KINDS.indexOf(request.kind);
    columns.part[at] = PARTS.indexOf(request.part);
    columns.generator[at] = VERDICTS.indexOf(request.generator);
    this.#count += 1;
    if (this.#count === ROWS_OF_PIECE) this.#keep();
  }

  /** Must be called after the last row of a file of that many bytes. Returns false if the rows could not be kept. */
  finish(bytes: number): boolean {
    this.#bytes = bytes;
    this.#keep();
    this.#columns = allocateKept(0);
    return this.#pieces.isWhole;
  }

  /** See ResultFile. @throws UserError superseded */
  async *read(
    { signal, handleBytes }: ReadingWatch,
    originOf: (startedAt: number) => number,
    handleRow: HandleRow,
  ): AsyncGenerator<void, void, undefined> {
    const columns = allocateKept(ROWS_OF_PIECE);
    const request = emptyRequest();
    let [pieces, number] = [0, 0];
    for (const bytes of this.#pieces.all()) {
      if (signal.aborted) throw cancelled();
      const { count, texts } = unpackRows(bytes, columns);
      const threads = new Map<number, ReturnType<typeof jtlThread>>();
      const errorOf = errorsOf(texts);
      for (let at = 0; at < count; at += 1) {
        const thread = columns.thread[at] ?? 0;
        const { group, groupNumber } = threads.get(thread) ?? noted(threads, thread, jtlThread(texts[thread] ?? ''));
        request.group = group;
        request.groupNumber = groupNumber;
        request.error = columns.hasError[at] === 0 ? null : errorOf(columns.errorCode[at] ?? 0, columns.errorMessage[at] ?? 0);
        readTexts(columns, at, texts, request);
        readNumbers(columns, at, request);
        // The file says either when a request was sent and ended, or how long it took.
        if (Number.isNaN(request.elapsed)) readTimes(columns, at, request);
        else placeInTime(request, originOf(request.startedAt));
        handleRow(request, number);
        number += 1;
      }
      pieces += 1;
      handleBytes((this.#bytes * pieces) / this.#pieces.count);
      yield;
      await setImmediate();
    }
  }

  close(): void {
    this.#pieces.close();
  }

  #addTexts(request: ResultRequest, at: number): void {
    const { error } = request;
    const columns = this.#columns;
    if (request.url !== this.#url) {
      this.#url = request.url;
      this.#urlNumber = this.#numberOf(request.url);
    }
    columns.url[at] = this.#urlNumber;
    columns.thread[at] = this.#numberOf(request.thread);
    columns.label[at] = this.#numberOf(request.label);
    columns.method[at] = this.#numberOf(request.method);
    columns.remote[at] = this.#numberOf(request.remote);
    columns.dataRow[at] = this.#numberOf(request.dataRow);
    columns.sender[at] = this.#numberOf(request.sender);
    columns.runId[at] = this.#numberOf(request.runId);
    columns.hasError[at] = error === null ? 0 : 1;
    columns.errorCode[at] = error === null ? 0 : this.#numberOf(error.code);
    columns.errorMessage[at] = error === null ? 0 : this.#numberOf(error.message);
  }

  #numberOf(text: string): number {
    return text === '' ? 0 : (this.#texts.get(text) ?? noted(this.#texts, text, this.#texts.size));
  }

  #keep(): void {
    if (this.#count > 0) this.#pieces.add(packRows(this.#columns, this.#count, [...this.#texts.keys()]));
    this.#clear();
  }

  #clear(): void {
    this.#count = 0;
    this.#texts = new Map([['', 0]]);
    this.#url = '';
    this.#urlNumber = 0;
  }
}

function addTimes(columns: KeptColumns, request: ResultRequest, at: number): void {
  columns.startedAt[at] = request.startedAt;
  columns.elapsed[at] = request.elapsed;
  columns.latency[at] = request.latency;
  if (!Number.isNaN(request.elapsed)) return;
  columns.dueAt[at] = request.dueAt;
  columns.sentAt[at] = request.sentAt;
  columns.firstByteAt[at] = request.firstByteAt;
  columns.endedAt[at] = request.endedAt;
}

function readTimes(columns: KeptColumns, at: number, request: Mutable<ResultRequest>): void {
  request.dueAt = columns.dueAt[at] ?? 0;
  request.sentAt = columns.sentAt[at] ?? 0;
  request.firstByteAt = columns.firstByteAt[at] ?? 0;
  request.endedAt = columns.endedAt[at] ?? 0;
}

function readTexts(columns: KeptColumns, at: number, texts: readonly string[], request: Mutable<ResultRequest>): void {
  request.thread = texts[columns.thread[at] ?? 0] ?? '';
  request.label = texts[columns.label[at] ?? 0] ?? '';
  request.method = texts[columns.method[at] ?? 0] ?? '';
  request.url = texts[columns.url[at] ?? 0] ?? '';
  request.remote = texts[columns.remote[at] ?? 0] ?? '';
  request.dataRow = texts[columns.dataRow[at] ?? 0] ?? '';
  request.sender = texts[columns.sender[at] ?? 0] ?? '';
  request.runId = texts[columns.runId[at] ?? 0] ?? '';
}

function readNumbers(columns: KeptColumns, at: number, request: Mutable<ResultRequest>): void {
  request.startedAt = columns.startedAt[at] ?? 0;
  request.elapsed = columns.elapsed[at] ?? 0;
  request.latency = columns.latency[at] ?? 0;
  request.vu = numberOrNull(columns.vu[at] ?? 0);
  request.iteration = numberOrNull(columns.iteration[at] ?? 0);
  request.seq = columns.seq[at] ?? 0;
  request.samples = columns.samples[at] ?? 0;
  request.bytesIn = columns.bytesIn[at] ?? 0;
  request.bytesOut = columns.bytesOut[at] ?? 0;
  request.blocked = columns.blocked[at] ?? 0;
  request.dns = columns.dns[at] ?? 0;
  request.connecting = columns.connecting[at] ?? 0;
  request.tlsHandshaking = columns.tlsHandshaking[at] ?? 0;
  request.sending = columns.sending[at] ?? 0;
  request.status = columns.status[at] ?? 0;
  request.outcome = outcomeOf(columns.outcome[at] ?? 0);
  request.protocol = columns.protocol[at] ?? 0;
  request.use = columns.use[at] ?? 0;
  request.isWarmup = columns.isWarmup[at] === 1;
  request.kind = KINDS[columns.kind[at] ?? 0] ?? 'request';
  request.part = PARTS[columns.part[at] ?? 0] ?? 'scenario';
  request.generator = VERDICTS[columns.generator[at] ?? 0] ?? null;
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** One object for all errors that are the same, by the numbers of their texts. */
function errorsOf(texts: readonly string[]): (code: number, message: number) => SampleError {
  const known = new Map<number, SampleError>();
  return (code, message) => {
    const key = code * MOST_TEXTS + message;
    return known.get(key) ?? noted(known, key, { code: texts[code] ?? '', message: texts[message] ?? '' });
  };
}

function noted<K, V>(known: Map<K, V>, key: K, value: V): V {
  known.set(key, value);
  return value;
}
