// A whole requests.csv as text. Imported by tests only.
import type { SampleBatch } from '../../../shared/sample.ts';
import { requestsCsv, type CsvBatch } from './requests-csv.ts';
import type { CsvRun } from './csv-run.ts';

/** Every row of the batches, numbered consecutively. */
export function* everyRow(batches: Iterable<SampleBatch>): Generator<CsvBatch, void, undefined> {
  let firstSeq = 1;
  for (const batch of batches) {
    yield { batch, firstSeq, rows: null, count: batch.count };
    firstSeq += batch.count;
  }
}

export function csvText(run: Omit<CsvRun, 'generator'> & Partial<CsvRun>, batches: Iterable<SampleBatch>): string {
  const chunks = [...requestsCsv({ generator: new Map(), ...run }, everyRow(batches))];
  return Buffer.concat(chunks).toString('utf8');
}
