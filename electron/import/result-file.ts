// Reads a file of results of any dialect as requests, any number of times. The first reading surveys it and keeps them.
import { statSync } from 'node:fs';
import { UserError } from '../../shared/errors.ts';
import type { CsvRecord } from './csv-record.ts';
import { isOfBytes, keepsAscii, readLines } from './byte-lines.ts';
import { csvRecords } from './csv-records.ts';
import { dialectOf, type Dialect } from './dialect.ts';
import { ElapsedUnit } from './elapsed-unit.ts';
import { resultRequest, type ResultRequest } from './imported-request.ts';
import { K6CsvReader } from './k6-csv-reader.ts';
import { KeptRows } from './kept-rows.ts';
import { K6JsonReader, readK6Json } from './k6-json-reader.ts';
import { k6JsonSamples } from './k6-json.ts';
import { k6CsvSamples, k6Records } from './k6-records.ts';
import { columnNames, RequestColumns, type ColumnUnits } from './request-columns.ts';
import type { RequestSink } from './request-sink.ts';
import { RowReader } from './row-reader.ts';
import { Survey } from './survey.ts';
import { byteChunks, openText, textChunks, WrongEncoding, type ReadingWatch, type TextSource } from './text-source.ts';
import { xmlRecords } from './xml-records.ts';

/** `number` of the row, from 0. The request is good for that call only: the next row may have the same one again. */
export type HandleRow = (request: ResultRequest, number: number) => void;

export interface ResultFile {
  readonly survey: Survey;
  readonly notes: readonly string[];
  /**
   * Goes on now and then, when many rows were handled. `originOf` gets a request's start in epoch ms and says what the times of a JTL
   * count from.
   */
  readonly read: (
    reading: ReadingWatch,
    originOf: (startedAt: number) => number,
    handleRow: HandleRow,
  ) => AsyncGenerator<void, void, undefined>;
  /** It can no longer be read. */
  readonly close: () => void;
}

/** Reads to the end. */
export async function readToEnd(rows: AsyncGenerator<void, void, undefined>): Promise<void> {
  for (let next = await rows.next(); next.done !== true;) next = await rows.next();
}

const MILLISECONDS = 1;
const WHOLE_SECONDS =
  'k6 wrote times in whole seconds, so the order and the rate within a second are not known; with K6_CSV_TIME_FORMAT=unix_micro k6 writes exact times.';

export interface Opening {
  readonly reading: ReadingWatch;
  /** Receives the rows of the first reading; if the unit of the times or the encoding turns out to be another, it gets them again. */
  readonly handleRow: HandleRow;
  /** Where the rows of a large file are kept. */
  readonly folder: string;
}

/** @throws UserError import_invalid, superseded */
export async function openResultFile(path: string, opening: Opening): Promise<ResultFile> {
  const { source, head } = openText(path);
  const dialect = dialectOf(head);
  try {
    return await surveyed(new Records(source, dialect, MILLISECONDS), opening);
  } catch (error) {
    if (!(error instanceof WrongEncoding)) throw error;
    // The file begins in ASCII but turns out not to be UTF-8.
    return await surveyed(new Records({ ...source, encoding: 'windows-1252' }, dialect, MILLISECONDS), opening);
  }
}

const NO_FAILURES = 'The file does not say which requests failed, so none is counted as failed.';

async function surveyed(records: Records, opening: Opening): Promise<ResultFile> {
  const { reading, handleRow, folder } = opening;
  const opened = new OpenedSurvey();
  const kept = new KeptRows(folder);
  const handle: HandleRow = (request, number) => {
    opened.add(records.columns, request, number);
    kept.add(request);
    handleRow(request, number);
  };
  try {
    await readToEnd(records.read(reading, () => 0, handle));
    const { survey, elapsedUnit } = opened;
    if (survey === null) throw new UserError('import_invalid', records.emptyWords);
    // In a second survey the durations are already in ms.
    const unit = records.columns?.writer === 'jmeter' && records.elapsedUnit === MILLISECONDS ? elapsedUnit : records.elapsedUnit;
    if (unit !== records.elapsedUnit) {
      kept.close();
      return await surveyed(records.withUnit(unit), opening);
    }
    const isKept = kept.finish(records.bytes);
    return {
      survey,
      notes: [...records.notes(), ...(records.columns?.saysFailures === false ? [NO_FAILURES] : [])],
      read: (again, originOf, handleAgain) => (isKept ? kept : records).read(again, originOf, handleAgain),
      close: () => kept.close(),
    };
  } catch (error) {
    kept.close();
    throw error;
  }
}

class OpenedSurvey {
  survey: Survey | null = null;
  readonly #elapsed = new ElapsedUnit();

  /** How many milliseconds one of what `elapsed` counts seems to be. */
  get elapsedUnit(): number {
    return this.#elapsed.unit;
  }

  add(columns: RequestColumns | null, request: ResultRequest, number: number): void {
    if (columns === null) return;
    this.survey ??= new Survey(columns.kind, columns.writer === 'jmeter');
    this.survey.add(request, number);
    this.#elapsed.add(columns.timeUnit, request.endedAt - request.sentAt);
  }
}

class Records {
  readonly elapsedUnit: number;
  /** The size of the file. */
  readonly bytes: number;
  readonly #source: TextSource;
  readonly #dialect: Dialect;
  /** Incomplete lines: the last one, or lines that a later run was appended to. */
  #cutLines: number[] = [];
  #isEndCut = false;
  #timeUnit: number | null = null;
  /** Those of the reading that goes on, or of the last one. */
  columns: RequestColumns | null = null;
  #number = 0;

  constructor(source: TextSource, dialect: Dialect, elapsedUnit: number) {
    this.#source = source;
    this.bytes = statSync(source.path).size;
    this.#dialect = dialect;
    this.elapsedUnit = elapsedUnit;
  }

  withUnit(elapsedUnit: number): Records {
    return new Records(this.#source, this.#dialect, elapsedUnit);
  }

  get emptyWords(): string {
    if (this.#dialect.kind !== 'csv') return 'This file begins as results do, but holds no request. It may have been cut off.';
    return 'This file names its columns but holds no request.';
  }

  notes(): readonly string[] {
    const { encoding } = this.#source;
    return [
      ...cutNotes(this.#cutLines, this.#isEndCut),
      ...(encoding === 'windows-1252' ? ['The file is not UTF-8; it was read as Windows-1252 (Latin-1).'] : []),
      ...(this.#dialect.kind === 'csv' && this.#dialect.names !== null
        ? ['The file names no columns; they were read in the usual order of JMeter.']
        : []),
      ...(this.#dialect.kind === 'csv' && this.#dialect.k6?.wholeSeconds === true ? [WHOLE_SECONDS] : []),
      ...unitNotes(this.#timeUnit, this.elapsedUnit),
    ];
  }

  async *read(
    reading: ReadingWatch,
    originOf: (startedAt: number) => number,
    handleRow: HandleRow,
  ): AsyncGenerator<void, void, undefined> {
    this.columns = this.#named();
    this.#number = 0;
    this.#cutLines = [];
    yield* this.#isOfBytes() ? this.#readBytes(reading, originOf, handleRow) : this.#readRecords(reading, originOf, handleRow);
    if (this.columns === null) throw new UserError('import_invalid', 'This file is empty.');
    this.#timeUnit = this.columns.writer === 'locust' ? null : this.columns.timeUnit;
  }

  #isOfBytes(): boolean {
    const { encoding } = this.#source;
    if (this.#dialect.kind === 'csv') return isOfBytes(encoding, this.#dialect);
    return this.#dialect.kind === 'k6-json' && keepsAscii(encoding);
  }

  async *#readBytes(...[reading, originOf, handleRow]: Parameters<Records['read']>): AsyncGenerator<void, void, undefined> {
    const { encoding } = this.#source;
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    const decode = (text: Uint8Array): string => decoder.decode(text);
    const chunks = byteChunks(this.#source, reading);
    const sink: RequestSink = {
      columns: () => this.columns,
      originOf,
      handleRequest: (request) => handleRow(request, this.#number++),
      readRecord: (record) => this.#readRecord(record, originOf, handleRow),
    };
    if (this.#dialect.kind === 'k6-json') yield* readK6Json(chunks, encoding, new K6JsonReader(decode, sink));
    if (this.#dialect.kind !== 'csv') return;
    const form = { encoding, format: this.#dialect };
    if (this.#dialect.k6 === undefined) return yield* readLines(chunks, form, new RowReader(decode, sink));
    const reader = new K6CsvReader(decode, sink);
    yield* readLines(chunks, form, reader);
    reader.finish();
  }

  async *#readRecords(...[reading, originOf, handleRow]: Parameters<Records['read']>): AsyncGenerator<void, void, undefined> {
    for await (const records of this.#records(reading)) {
      for (const record of records) if (!this.#readRecord(record, originOf, handleRow)) return;
      yield;
    }
  }

  /** False where it is the last one and not whole. */
  #readRecord(record: CsvRecord, originOf: (startedAt: number) => number, handleRow: HandleRow): boolean {
    const { columns } = this;
    if (columns === null) {
      this.columns = new RequestColumns(record.cells, record.line, this.#units());
      return true;
    }
    const named = columnNames(record);
    if (named === null) {
      const request = this.#requestOf(columns, record, originOf, this.#number);
      if (request !== null) handleRow(request, this.#number++);
      return request !== null;
    }
    if (named.isCut) this.#cutLines.push(record.line);
    this.columns = columns.renamed(named.names, record.line);
    return true;
  }

  #records(reading: ReadingWatch): AsyncGenerator<readonly CsvRecord[], void, undefined> {
    const chunks = textChunks(this.#source, reading);
    switch (this.#dialect.kind) {
      case 'xml':
        return xmlRecords(chunks);
      case 'k6-json':
        return k6Records(k6JsonSamples(chunks));
      case 'csv': {
        const records = csvRecords(chunks, this.#dialect);
        return this.#dialect.k6 === undefined ? records : k6Records(k6CsvSamples(records));
      }
    }
  }

  #named(): RequestColumns | null {
    if (this.#dialect.kind !== 'csv' || this.#dialect.names === null) return null;
    return new RequestColumns(this.#dialect.names, 1, this.#units());
  }

  #units(): ColumnUnits {
    const hasDecimalCommas = this.#dialect.kind === 'csv' && this.#dialect.delimiter !== ',';
    return { elapsed: this.elapsedUnit, hasDecimalCommas };
  }

  /** Returns null for an incomplete last line, which only a crash or a full disk leaves behind. */
  #requestOf(
    columns: RequestColumns,
    record: CsvRecord,
    originOf: (startedAt: number) => number,
    number: number,
  ): ResultRequest | null {
    try {
      columns.check(record);
      const origin = columns.kind === 'jtl' ? originOf(columns.startedAt(record)) : 0;
      return resultRequest(columns, record, origin);
    } catch (error) {
      const last = number === 0 ? null : columns.lastOf(record);
      if (last !== null) {
        const found = this.#requestOf(columns, last, originOf, 0);
        this.#cutLines.push(record.line);
        return found;
      }
      if (!(error instanceof UserError) || number === 0) throw error;
      const isCut = record.end === 'cut' ? columns.isCutAt(record, error) : record.end === 'file' && columns.isShort(record);
      if (!isCut) throw error;
      this.#cutLines.push(record.line);
      this.#isEndCut = true;
      this.#timeUnit = columns.timeUnit;
      return null;
    }
  }
}

function cutNotes(lines: readonly number[], isEndCut: boolean): readonly string[] {
  const last = lines.at(-1);
  if (last === undefined) return [];
  if (lines.length > 1) return [`${lines.length} lines were cut off and are left out; the first is line ${lines[0] ?? 0}.`];
  return [`Line ${last}${isEndCut ? ', the last one,' : ''} was cut off and is left out.`];
}

function unitNotes(timeUnit: number | null, elapsedUnit: number): readonly string[] {
  const names: Readonly<Record<number, string>> = { 1000: 'seconds', 1e-3: 'microseconds', 1e-6: 'nanoseconds' };
  const time = names[timeUnit ?? MILLISECONDS];
  const elapsed = names[elapsedUnit];
  return [
    ...(time === undefined ? [] : [`The times in “timeStamp” were read as ${time} since 1970.`]),
    ...(elapsed === undefined ? [] : [`The times in “elapsed” were read as ${elapsed}.`]),
  ];
}
