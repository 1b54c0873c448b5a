import { expect, test } from 'vitest';
import { exampleBatch, examplePlan } from '../../../shared/test-example-run.ts';
import { TraceIds } from '../../../shared/trace-id.ts';
import { csvText } from './test-csv.ts';
import { parseCsv } from './test-parse-csv.ts';

function endsOf(trace: boolean, run: object = {}): string[] {
  const rows = [{ iteration: 6 }, { iteration: 7, status: 0, blocked: Number.NaN }];
  const plan = { ...examplePlan(), trace };
  return parseCsv(csvText({ id: 'run-1', startedAt: 0, plan, ...run }, [exampleBatch(rows)])).map((row) => row.at(-1) ?? '');
}

test('a run with "trace" ends every line with the trace of the request, and one that was never sent has none', () => {
  expect(endsOf(true)).toEqual(['trace_id', new TraceIds('run-1').traceId(6, 0), '']);
  expect(endsOf(true, { generators: ['a'] })).toEqual(['trace_id', new TraceIds('run-1').traceId(6, 0), '']);
});

test('a run without it has no such column', () => {
  expect(endsOf(false)).toEqual(['tls_resumed', '', '']);
  expect(endsOf(true, { machine: { sentBy: 'k6 1.3.0' } })).toEqual(['tls_resumed', '', '']);
});
