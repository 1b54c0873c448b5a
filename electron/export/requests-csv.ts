// requests.csv: one row a request. JMeter's 17 columns first, so that its listeners and the many JTL tools read the file.
// JMeter parses timeStamp, elapsed, bytes, sentBytes, grpThreads, allThreads, Latency, IdleTime and Connect as integers
// (CSVSaveService.java) and refuses a file where one of them is empty; it takes quoted header names for variables.
import { STATUS_CODES } from 'node:http';
import { OUTCOME_LABEL, outcomeOf, type Outcome } from '../../shared/outcome.ts';
import type { Plan } from '../../shared/plan.ts';
import { connectMs, phaseOf } from '../../shared/phase.ts';
import { PROTOCOLS, type SampleBatch, type SampleColumns, type SampleError } from '../../shared/sample.ts';
import { decimalCell, textCell, wholeCell } from './csv-cell.ts';
import { stepCells, type StepCells } from './csv-step.ts';

const JTL_HEADER =
  'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect';
const OWN_HEADER =
  '"seq","vu","iteration","method","due_ms","sent_ms","queue_delay_ms","service_time_ms","response_time_ms","blocked_ms","dns_ms","connecting_ms","tls_handshaking_ms","sending_ms","waiting_ms","receiving_ms","conn_reused","protocol","remote_address","outcome","error_code","warmup","run_id"';

const ROWS_PER_CHUNK = 2000;

export interface CsvRun {
  readonly id: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly plan: Plan;
}

/** The file in chunks of some thousand rows; returns the number of rows. */
export function* requestsCsv(run: CsvRun, batches: Iterable<SampleBatch>): Generator<string, number, undefined> {
  const context = { startedAt: run.startedAt, runId: textCell(run.id), warmupMs: run.plan.warmup, steps: stepCells(run.plan) };
  let chunk = `${JTL_HEADER},${OWN_HEADER}\r\n`;
  let rows = 0;
  for (const batch of batches) {
    const errors = batch.errors.map(errorCells);
    for (let row = 0; row < batch.count; row += 1) {
      rows += 1;
      chunk += requestRow(context, batch, errors, row, rows);
      if (rows % ROWS_PER_CHUNK !== 0) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
  return rows;
}

interface RowContext {
  readonly startedAt: number;
  readonly runId: string;
  readonly warmupMs: number;
  readonly steps: readonly StepCells[];
}

/** Ready cells of one sentence: as a response of its own, and as the reason of a failure. */
interface ErrorCells {
  readonly responseCode: string;
  readonly responseMessage: string;
  readonly code: string;
  readonly message: string;
}

function errorCells({ code, message }: SampleError): ErrorCells {
  return {
    responseCode: textCell(`Non HTTP response code: ${code}`),
    responseMessage: textCell(`Non HTTP response message: ${message}`),
    code: textCell(code),
    message: textCell(message),
  };
}

/** For a failure without a sentence of its own: the outcome's name says it. */
function unnamedError(outcome: Outcome): ErrorCells {
  return { ...errorCells({ code: outcome, message: OUTCOME_LABEL[outcome] }), code: '' };
}

function requestRow(context: RowContext, batch: SampleBatch, errors: readonly ErrorCells[], row: number, seq: number): string {
  const { columns } = batch;
  const step = context.steps[columns.step[row] ?? 0];
  if (step === undefined) throw new Error(`Step ${columns.step[row]} is not in the plan`);
  // VUs count from 1, as threads do in JMeter; iterations from 0, as arrivals do in the schedule.
  const vu = (columns.vu[row] ?? 0) + 1;
  const outcome = outcomeOf(columns.outcome[row] ?? 0);
  const status = columns.status[row] ?? 0;
  const error = outcome === 'ok' ? null : (errors[(columns.error[row] ?? 0) - 1] ?? unnamedError(outcome));
  const sentAt = columns.sentAt[row] ?? 0;
  const answer =
    status > 0 ? `${status},${STATUS_CODES[status] ?? ''}` : `${error?.responseCode ?? ''},${error?.responseMessage ?? ''}`;
  return (
    `${Math.floor(context.startedAt + sentAt)},${wholeCell((columns.endedAt[row] ?? 0) - sentAt)},${step.label},${answer},` +
    // dataType stays empty: content types are not looked at.
    `${step.threadStart}${vu}${step.threadEnd},,${error === null},${error?.message ?? ''},` +
    // How many VUs were active is not measured: 0, as JMeter itself writes for a sample that does not know.
    `${wholeCell(columns.bytesIn[row] ?? 0)},${wholeCell(columns.bytesOut[row] ?? 0)},0,0,${step.url},` +
    `${wholeCell((columns.firstByteAt[row] ?? 0) - sentAt)},0,${wholeCell(connectMs(columns, row))},` +
    `${seq},${vu},${columns.iteration[row]},${step.method},${timeCells(columns, row)},` +
    `${status > 0 ? (PROTOCOLS[columns.protocol[row] ?? 0] ?? '') : ''},${batch.addresses[(columns.remote[row] ?? 0) - 1] ?? ''},${outcome},${error?.code ?? ''},${sentAt < context.warmupMs},${context.runId}\r\n`
  );
}

/** From "due_ms" to "conn_reused". */
function timeCells(columns: SampleColumns, row: number): string {
  const dueAt = columns.dueAt[row] ?? 0;
  const sentAt = columns.sentAt[row] ?? 0;
  const endedAt = columns.endedAt[row] ?? 0;
  const blocked = columns.blocked[row] ?? 0;
  return (
    `${decimalCell(dueAt)},${decimalCell(sentAt)},` +
    `${decimalCell(sentAt - dueAt)},${decimalCell(endedAt - sentAt)},${decimalCell(endedAt - dueAt)},` +
    `${decimalCell(blocked)},${decimalCell(columns.dns[row] ?? 0)},${decimalCell(columns.connecting[row] ?? 0)},` +
    `${decimalCell(columns.tlsHandshaking[row] ?? 0)},${decimalCell(columns.sending[row] ?? 0)},` +
    `${decimalCell(phaseOf(columns, row, 'waiting'))},${decimalCell(phaseOf(columns, row, 'receiving'))},` +
    // Blocking ends when the request has its connection; one that never had any reused none.
    `${Number.isNaN(blocked) ? '' : columns.reused[row] === 1}`
  );
}
