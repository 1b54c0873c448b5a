// Queries a Prometheus server for figures of a run: the values of each query during the run, stored with it.
import { z } from 'zod';
import { UserError } from '../../shared/errors.ts';
import { formatSpan } from '../../shared/format.ts';
import { parseJson } from '../../shared/plan/journey/value.ts';
import { isPrometheusAddress } from '../../shared/prometheus-address.ts';
import type { RunRow } from '../../shared/run.ts';
import { redactor } from '../engine/journey/redact.ts';
import { outsideAddress, type OutsideAddress } from '../system/outside-address.ts';
import { placeSeries, type SeriesPoint } from '../import/place-series.ts';
import { addedWords, checkOver, type AddedSeries } from './add-series.ts';
import type { RunStore } from '../store/run-store.ts';

export interface PrometheusQuery {
  readonly name: string;
  readonly query: string;
}

interface AskedSeries extends PrometheusQuery {
  readonly runId: string;
  readonly server: string;
}

/** @throws UserError bad_request, not_found, import_invalid, run_active, write_failed */
export async function querySeries(runs: RunStore, { runId, server, name, query }: AskedSeries): Promise<AddedSeries> {
  const row = runs.row(runId);
  if (row === null) throw new UserError('not_found', 'This run is no longer stored.');
  if (!isPrometheusAddress(server))
    throw new UserError(
      'bad_request',
      `“${server.replace(/[^/\s]*@/, '')}” is not an address. Write for example http://127.0.0.1:9090.`,
    );
  return await addPrometheusSeries(runs, row, server, { query, name: name.trim() || query.trim().slice(0, MOST_NAME) });
}

/** Prometheus returns at most 11,000 points of a series. */
const MOST_POINTS = 10_000;
const MOST_NAME = 200;
const PATIENCE_MS = 5000;
/** Unpacked. Far above 100 series of 11,000 points. */
const MOST_BYTES = 128 * 1024 * 1024;
const LONGEST_NAME = 1000;

const answer = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
});

const refusal = z.object({ error: z.string() });

/** @throws UserError import_invalid, run_active, write_failed */
export async function addPrometheusSeries(
  runs: RunStore,
  row: RunRow,
  server: string,
  { name, query }: PrometheusQuery,
  patienceMs = PATIENCE_MS,
): Promise<AddedSeries> {
  checkOver(row);
  const address = outsideAddress(server);
  const refuse = (why: string): UserError =>
    new UserError('import_invalid', `“${name}” cannot be read from ${address.shown}. ${why}`);
  const run = { startedAt: row.startedAt, durationMs: row.summary.durationMs };
  const points = await pointsOf(questionTo(address, query, run), name, patienceMs, refuse);
  if (points.length === 0) throw refuse('The query returned no value for the time of the run.');
  const { series, notes } = placeSeries(points, run, refuse);
  runs.series.add(row.id, series);
  return { series, notes: [...series.map(addedWords), ...notes] };
}

type AskedRun = { readonly startedAt: number; readonly durationMs: number };

function questionTo({ url: server, ...address }: OutsideAddress, query: string, run: AskedRun): OutsideAddress {
  const url = new URL(server);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/api/v1/query_range`;
  const step = Math.max(1, Math.ceil(run.durationMs / 1000 / MOST_POINTS));
  url.searchParams.set('query', query);
  url.searchParams.set('start', String(run.startedAt / 1000));
  url.searchParams.set('end', String((run.startedAt + run.durationMs) / 1000));
  url.searchParams.set('step', String(step));
  return { ...address, url: url.href };
}

async function pointsOf(
  address: OutsideAddress,
  name: string,
  patienceMs: number,
  refuse: (why: string) => UserError,
): Promise<readonly SeriesPoint[]> {
  const { status, text } = await asked(address, patienceMs, refuse);
  if (status !== 200) {
    const said = redactor(address.secrets)(reasonIn(text) ?? text.trim());
    throw refuse(`It responded with ${status}: ${said.slice(0, 200) || 'nothing more'}`);
  }
  const parsed = answer.safeParse(parseJson(text)?.value ?? null);
  if (!parsed.success) throw refuse('Its response is not that of a Prometheus range query.');
  const { result } = parsed.data.data;
  return result.flatMap(({ metric, values }) => {
    const called = (result.length === 1 ? name : `${name} ${labelsOf(metric)}`).slice(0, LONGEST_NAME);
    return values
      .map(([at, value]) => ({
        moment: { kind: 'clock', at: at * 1000 } as const,
        name: called,
        value: Number(value),
        isPercent: false,
      }))
      .filter(({ value }) => Number.isFinite(value));
  });
}

async function asked(
  { url, headers }: OutsideAddress,
  patienceMs: number,
  refuse: (why: string) => UserError,
): Promise<{ status: number; text: string }> {
  try {
    // A redirect could lead anywhere.
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
    return { status: response.status, text: await textOf(response) };
  } catch (error) {
    if (error === TOO_LARGE) throw refuse('Its response is too large for figures of a run. Narrow the query.');
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw refuse(isLate ? `It did not respond within ${formatSpan(patienceMs)}.` : 'It cannot be reached. Is it running?');
  }
}

const TOO_LARGE = new Error('The response is too large');

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw TOO_LARGE;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Prometheus says what is wrong with a query as JSON. */
function reasonIn(text: string): string | null {
  const parsed = refusal.safeParse(parseJson(text)?.value);
  return parsed.success ? parsed.data.error : null;
}

function labelsOf(metric: Readonly<Record<string, string>>): string {
  const labels = Object.entries(metric).filter(([label]) => label !== '__name__');
  return `{${labels.map(([label, value]) => `${label}="${value}"`).join(', ')}}`;
}
