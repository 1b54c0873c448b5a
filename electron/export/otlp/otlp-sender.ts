// Sends the metrics of a run to an OTLP/HTTP receiver during the run. The run never waits for it: each message covers everything
// since the start, so a lost one does no harm, and a receiver that does not respond is reported once.
import { parseJson } from '../../../shared/plan/journey/value.ts';
import { formatCount } from '../../../shared/format.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { outsideAddress, type OutsideAddress } from '../../system/outside-address.ts';
import { OtlpMetrics, type OtlpRun } from './otlp-metrics.ts';

const SEND_EVERY_MS = 5000;
const RESPONSE_WITHIN_MS = 4000;
const PATH = '/v1/metrics';
/** Of a response, in characters. */
const MOST_READ = 16_384;

export interface OtlpTarget {
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly fetch?: typeof fetch;
  /** How long to wait for a response in ms; by default 4 s. */
  readonly withinMs?: number;
  /** Called at most once per run, with one sentence. */
  readonly handleFailure: (sentence: string) => void;
}

export class OtlpSender {
  readonly #metrics: OtlpMetrics;
  readonly #address: OutsideAddress;
  readonly #target: OtlpTarget;
  #sending: Promise<void> | null = null;
  #nextAt = SEND_EVERY_MS;
  #hasFailed = false;

  constructor(run: OtlpRun, target: OtlpTarget) {
    this.#metrics = new OtlpMetrics(run);
    this.#address = outsideAddress(metricsUrl(target.url));
    this.#target = target;
  }

  /** Returns at once; sending happens in the background. */
  add(snapshot: Snapshot): void {
    this.#metrics.add(snapshot);
    if (snapshot.endAt < this.#nextAt || this.#sending !== null) return;
    this.#nextAt = snapshot.endAt + SEND_EVERY_MS;
    this.#send();
  }

  /** Sends the figures of the whole run; waits no longer than for one response. */
  async end(): Promise<void> {
    await this.#sending;
    this.#send();
    await this.#sending;
  }

  #send(): void {
    const message = this.#metrics.message();
    if (message === null) return;
    this.#sending = this.#post(JSON.stringify(message)).finally(() => (this.#sending = null));
  }

  async #post(body: string): Promise<void> {
    const { env, fetch: post = fetch, withinMs = RESPONSE_WITHIN_MS } = this.#target;
    try {
      const { url, headers } = this.#address;
      const response = await post(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers, ...headersOf(env['OTEL_EXPORTER_OTLP_HEADERS'] ?? '') },
        body,
        // The headers are for the receiver that was named.
        redirect: 'manual',
        signal: AbortSignal.timeout(withinMs),
      });
      if (response.ok) return this.#read(await textOf(response));
      await response.body?.cancel();
      if (isRedirect(response)) return this.#fail('it redirects to another address; name that one');
      this.#nextAt += Math.max(0, pauseOf(response) - SEND_EVERY_MS);
      this.#fail(`it responded with status ${response.status}`);
    } catch (error) {
      this.#fail(causeOf(error, withinMs));
    }
  }

  /** A receiver may take a message and reject some of what is in it. */
  #read(text: string): void {
    const { rejected, why } = rejectedIn(text);
    if (rejected > 0) this.#fail(`it rejected ${formatCount(rejected)} of the figures${why === '' ? '' : ` (${why})`}`);
  }

  #fail(cause: string): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#target.handleFailure(`The metrics could not be sent to ${this.#address.shown}: ${cause}. The run is not affected.`);
  }
}

/** Appends the metrics path to a base URL, such as that of a collector or of Prometheus (/api/v1/otlp). */
export function metricsUrl(base: string): string {
  const url = new URL(base);
  if (!url.pathname.endsWith(PATH)) url.pathname = url.pathname.replace(/\/$/, '') + PATH;
  return url.href;
}

/** What a receiver that is asked for too much says in Retry-After, in ms. */
function pauseOf({ status, headers }: Response): number {
  const seconds = status === 429 || status === 503 ? Number(headers.get('retry-after')) : 0;
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

/** The first few KiB of a response; the connection is then given up, because nothing says how much follows. */
async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_READ) break;
  }
  return text;
}

/** A count is a string or a number in the JSON of OTLP; a response of another kind rejects nothing. */
function rejectedIn(text: string): { readonly rejected: number; readonly why: string } {
  const { rejectedDataPoints, errorMessage } = fieldsOf(fieldsOf(parseJson(text)?.value)['partialSuccess']);
  const rejected = Number(rejectedDataPoints);
  return { rejected: rejected > 0 ? rejected : 0, why: typeof errorMessage === 'string' ? errorMessage.slice(0, 200) : '' };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isRedirect({ status, type }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

/** "api-key=1234,tenant=shop", in the format of OpenTelemetry. */
function headersOf(text: string): Record<string, string> {
  const pairs = text.split(',').flatMap((pair) => {
    const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    return name === undefined || value === undefined ? [] : [[name, decodeURIComponent(value)] as const];
  });
  return Object.fromEntries(pairs);
}

function causeOf(error: unknown, withinMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it did not respond within ${withinMs / 1000} s`;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return 'nothing is listening there';
  // Nothing was sent then. The message of such an error quotes the header, which may be a secret.
  if (cause === undefined) return 'its address or the headers in OTEL_EXPORTER_OTLP_HEADERS are not valid';
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return 'it closed the connection';
  return code === '' ? error.message : `${error.message} (${code})`;
}
