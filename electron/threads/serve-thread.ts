// The side of a thread that answers. Knows no question; an entry calls it once, with what it can answer.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { fail, succeed, UserError, type Result } from '../../shared/errors.ts';
import { logError, continueLog } from '../system/log.ts';
import { logUncaught } from '../system/uncaught.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

/** The turn of one question. */
export interface Asked<P = never> {
  /** Aborted once nobody waits for the answer. */
  readonly signal: AbortSignal;
  readonly report: (progress: P) => void;
}

export interface ServeOptions<A> {
  /** The message where the thread itself is at fault; the error is in the log. */
  readonly fault: string;
  /** Buffers of an answer that move to the host instead of being copied. */
  readonly transferOf?: (answer: A) => ArrayBuffer[];
}

/** What the thread was started with. */
export function threadTask<T>(): T {
  const { task, logFolder }: ThreadData = workerData;
  continueLog(logFolder);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- The host that starts this entry says so.
  return task as T;
}

/** Questions are answered as they come, several at a time where answering takes turns. */
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
