// The cells of requests.csv that all requests of a step with the same response share, made once for each combination, as bytes.
import { OUTCOME_LABEL, outcomeOf, OUTCOMES, type Outcome } from '../../../shared/outcome.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleColumns, SampleError, SentRequest } from '../../../shared/sample.ts';
import { failedCheck } from '../../../shared/plan/journey/failed-check.ts';
import { bytesOf } from './csv-bytes.ts';
import { textCell } from './csv-cell.ts';
import { parseTemplate } from '../../../shared/plan/journey/template.ts';
import { sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import { hideSecretsIn } from '../../../shared/plan/secret.ts';

export interface SharedCells {
  /** From the comma before "label" to the VU's number in "threadName". */
  readonly response: Uint8Array;
  /** From there to the comma after "failureMessage". */
  readonly success: Uint8Array;
  /** From the comma before "grpThreads" to the one after "URL". */
  readonly url: Uint8Array;
  /** "method" and its commas. */
  readonly method: Uint8Array;
  /** "outcome" and "error_code", each with the comma after it. */
  readonly outcome: Uint8Array;
  /** The comma before "check", it, and "part". */
  readonly check: Uint8Array;
}

/** The cells for one sentence: in the place of a response message, and as the reason of a failure. */
interface ErrorCells {
  readonly responseCode: string;
  readonly responseMessage: string;
  readonly code: string;
  readonly message: string;
  readonly check: string;
}

/** The numbers of step, status and error in a batch have 16 bits each, that of the outcome has 5. */
const WORD = 65_536;
const MOST_OUTCOMES = 32;
/** The bytes between the cells, and those of a status and its name. */
const FRAME_BYTES = 200;

export class ResponseCells {
  readonly #steps: readonly StepCells[];
  readonly #known = new Map<number, SharedCells>();
  readonly #longestStep: number;
  #errors: readonly ErrorCells[] = [];
  #longestError = 0;
  #lastKey = -1;
  #last: SharedCells | null = null;

  constructor(plan: Plan) {
    this.#steps = stepCells(plan);
    const lengths = this.#steps.map((step) => bytesOf(Object.values(step).join('')).length);
    this.#longestStep = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  }

  /** The most bytes that one row needs. */
  get longest(): number {
    return FRAME_BYTES + this.#longestStep + this.#longestError;
  }

  /** The following calls are about a batch with these errors. */
  begin(errors: readonly SampleError[]): void {
    if (errors.length > 0 || this.#errors.length > 0) {
      this.#known.clear();
      this.#lastKey = -1;
    }
    this.#errors = errors.map(errorCells);
    this.#longestError = [...this.#errors, ...OUTCOMES.map(unnamedError)].reduce(
      (longest, cells) => Math.max(longest, bytesOf(Object.values(cells).join('')).length),
      0,
    );
  }

  /** @throws if the step is not in the plan. */
  of(columns: SampleColumns, row: number): SharedCells {
    const step = columns.step[row] ?? 0;
    const status = columns.status[row] ?? 0;
    const outcome = columns.outcome[row] ?? 0;
    const error = columns.error[row] ?? 0;
    const key = ((step * WORD + status) * WORD + error) * MOST_OUTCOMES + (outcome % MOST_OUTCOMES);
    if (this.#last !== null && key === this.#lastKey) return this.#last;
    const cells = this.#known.get(key) ?? this.#make(step, status, outcomeOf(outcome), error);
    this.#known.set(key, cells);
    this.#lastKey = key;
    this.#last = cells;
    return cells;
  }

  #make(stepIndex: number, status: number, outcome: Outcome, errorNumber: number): SharedCells {
    const step = this.#steps[stepIndex];
    if (step === undefined) throw new Error(`Step ${stepIndex} is not in the plan`);
    const error = outcome === 'ok' ? null : (this.#errors[errorNumber - 1] ?? unnamedError(outcome));
    const response =
      status > 0 ? `${status},${statusPhrase(status)}` : `${error?.responseCode ?? ''},${error?.responseMessage ?? ''}`;
    return {
      response: bytesOf(`,${step.label},${response},${step.threadStart}`),
      // dataType stays empty, because content types are not examined.
      success: bytesOf(`${step.threadEnd},,${error === null},${error?.message ?? ''},`),
      ...placeCells(step.method, step.url),
      outcome: bytesOf(`${outcome},${error?.code ?? ''},`),
      check: bytesOf(`,${error?.check ?? ''},${step.part}`),
    };
  }
}

export type SentCells = Pick<SharedCells, 'url' | 'method'>;

/** The cells of a request that differs from that of its step. */
export function sentCells({ method, url }: SentRequest): SentCells {
  return placeCells(textCell(method), textCell(url));
}

/** The number of active VUs is not measured: it is 0, as JMeter itself writes for a sample that does not know it. */
function placeCells(method: string, url: string): SentCells {
  return { url: bytesOf(`,0,0,${url},`), method: bytesOf(`,${method},`) };
}

function errorCells(error: SampleError): ErrorCells {
  const { code, message } = error;
  return {
    responseCode: textCell(`Non HTTP response code: ${code}`),
    responseMessage: textCell(`Non HTTP response message: ${message}`),
    code: textCell(code),
    message: textCell(message),
    check: textCell(failedCheck(error) ?? ''),
  };
}

/** A failure without its own sentence is described by the name of its outcome. */
function unnamedError(outcome: Outcome): ErrorCells {
  return { ...errorCells({ code: outcome, message: OUTCOME_LABEL[outcome] }), code: '' };
}

interface StepCells {
  readonly label: string;
  readonly method: string;
  readonly url: string;
  /** JMeter's thread name is `GROUP g-n`; the VU's number goes between these two parts. */
  readonly threadStart: string;
  readonly threadEnd: string;
  /** Why the request is excluded from all statistics: "before", "per-vu" or "renewal"; empty if it counts. */
  readonly part: string;
}

/** In the order of the numbers in a sample's `step`. */
function stepCells(plan: Plan): StepCells[] {
  const threads = plan.scenarios.map(({ name }, index) => textCell(`${name} ${index + 1}-`));
  return sentStepsOf(plan).map(({ step, part, scenario }) => {
    const thread = scenario === null ? BEFORE_THREAD : (threads[scenario] ?? '');
    const isQuoted = thread.endsWith('"');
    return {
      label: textCell(step.name),
      method: textCell(step.method),
      url: textCell(hideSecretsIn(shownUrl(step.url), [])),
      threadStart: isQuoted ? thread.slice(0, -1) : thread,
      threadEnd: isQuoted ? '"' : '',
      part: part === 'scenario' ? '' : part,
    };
  });
}

/** If nothing in it varies, the URL as it is sent: braces that are literal text lose their escape. */
function shownUrl(url: string): string {
  const parsed = parseTemplate(url);
  return parsed.ok && parsed.pieces.every((piece) => typeof piece === 'string') ? parsed.pieces.join('') : url;
}

const BEFORE_THREAD = textCell('before the run 1-');

/** Only those who write rows load Node's HTTP: it brings a whole client with it. */
function statusPhrase(status: number): string {
  return process.getBuiltinModule('node:http').STATUS_CODES[status] ?? '';
}
