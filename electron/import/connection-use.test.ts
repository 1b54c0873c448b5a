// Which connection a request went over survives an export and an import, as CSV and as a run file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONNECTION_USE } from '../../shared/sample.ts';
import { emptySummary } from '../../shared/summary.ts';
import { exampleBatch, examplePlan } from '../../shared/test-example-run.ts';
import { parseCsv } from '../export/csv/test-parse-csv.ts';
import { exportedChunks } from '../export/thread/exporting.ts';
import { openTestRuns } from '../store/test-history.ts';
import { mergeContents } from './test-merging.ts';
import { AT } from './test-results.ts';

test('connections that were reused, opened, secured or resumed are still distinguished after an import', async () => {
  const place = openTestRuns();
  const { folder, runs } = place;
  const csvOf = async (id: string): Promise<string> => {
    runs.flush();
    const row = runs.row(id);
    if (row === null) throw new Error('The run is not in the history');
    const chunks: Uint8Array[] = [];
    for await (const chunk of exportedChunks({ path: runs.path, kind: 'requests-csv', row, filter: null }, {}))
      chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  };
  const usesIn = (text: string): readonly string[] => {
    const [names = [], ...lines] = parseCsv(text);
    return lines.map((line) => ['conn_reused', 'tls_resumed'].map((name) => line[names.indexOf(name)]).join(' ')).toSorted();
  };
  runs.insert({ id: 'one', name: 'Home', planId: null, plan: examplePlan(), startedAt: AT });
  runs.append('one', exampleBatch(Object.values(CONNECTION_USE).map((reused, iteration) => ({ iteration, reused }))));
  runs.finish('one', { state: 'completed', reason: null, summary: { ...emptySummary(), durationMs: 100 }, verdicts: [] });
  const path = join(folder, 'one.onrush');
  runs.writeFile(['one'], path);
  const csv = await csvOf('one');
  expect(usesIn(csv)).toEqual(['false ', 'false false', 'false true', 'true ']);
  for (const file of [{ 'one.csv': csv }, { 'one.onrush': readFileSync(path) }]) {
    const { merged } = await mergeContents(place, file);
    expect(usesIn(await csvOf(merged.runId))).toEqual(usesIn(csv));
  }
});
