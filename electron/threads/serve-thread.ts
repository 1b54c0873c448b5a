// The side of a thread that answers. It is independent of the questions; an entry calls it once, with a function that answers
// them.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { fail, succeed, UserError, type Result } from '../../shared/errors.ts';
import { logError, continueLog } from '../system/log.ts';
import { hideSqliteWarning } from '../system/sqlite-warning.ts';
import { logUncaught } from '../system/uncaught.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

hideSqliteWarning();

/** The context of one question. */
export interface Asked<P = never> {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly report: (progress: P) => void;
}

export interface ServeOptions<A> {
  /** The message for an error of the thread itself; the details are in the log. */
  readonly fault: string;
  /** Buffers of an answer that are transferred to the host instead of being copied. */
  readonly transferOf?: (answer: A) => ArrayBuffer[];
}

/** The task that the thread was started with. */
export function threadTask<T>(): T {
  const { task, logFolder }: ThreadData = workerData;
  continueLog(logFolder);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- The host that starts this entry says so.
  return task as T;
}

/** Questions are answered as they arrive, several at a time if answering them takes turns. */
export function serveThread<Q, A, P = never>(
  answer: (question: Q, asked: Asked<P>) => A | Promise<A>,
  { fault, transferOf = () => [] }: ServeOptions<A>,
): void {
  const host = hostPort();
  logUncaught('A thread');
  const { logFolder }: ThreadData = workerData;
  continueLog(logFolder);
  const asked = new Map<number, AbortController>();
  const reply = async (id: number, question: Q): Promise<void> => {
    const controller = new AbortController();
    asked.set(id, controller);
    const report = (progress: P): void => host.postMessage({ type: 'progress', id, progress } satisfies FromThread);
    let transfer: ArrayBuffer[] = [];
    let result: Result<A>;
    try {
      const value = await answer(question, { signal: controller.signal, report });
      transfer = transferOf(value);
      result = succeed(value);
    } catch (error) {
      result = failureOf(error, fault);
    }
    asked.delete(id);
    host.postMessage({ type: 'answer', id, result } satisfies FromThread, transfer);
  };
  host.on('message', (message: ToThread) => {
    // oxlint-disable-next-line typescript/consistent-type-assertions -- The host asks what this entry answers.
    if (message.type === 'ask') void reply(message.id, message.question as Q);
    else asked.get(message.id)?.abort();
  });
}

function failureOf(error: unknown, fault: string): Result<never> {
  if (error instanceof UserError) return { ok: false, failure: error.failure };
  logError(fault.replace(/\.$/, ''), error);
  return fail('internal', `${fault} The details are in the log.`);
}

function hostPort(): MessagePort {
  if (parentPort === null) throw new Error('This file is the entry of a worker thread');
  return parentPort;
}
