// What a run says about another program that sent it.
import { UserError } from '../../shared/errors.ts';
import type { Machine } from '../../shared/run.ts';
import type { RunSummary } from '../../shared/summary.ts';
import { thisMachine } from './computer.ts';
import type { RunSender } from './run-request.ts';

export function machineOf(sender: RunSender | undefined): Machine {
  return sender === undefined ? thisMachine() : { ...thisMachine(), sentBy: sender.name };
}

/** Removes the generator's health, because it is not known how well another program kept up. */
export function notWatched(summary: RunSummary, sender: string): RunSummary {
  const reason = `Not measured: ${sender} sent the requests, and does not say how late it was.`;
  return { ...summary, generator: { ...summary.generator, reason } };
}

/** @throws UserError if another program sends it */
export function unlessSent<R>({ run, sender }: { readonly run: R; readonly sender: string | null }): R {
  if (sender === null) return run;
  throw new UserError('bad_request', `${sender} sends this run. It can be stopped, but not paused or changed.`);
}
