// The body files of a plan: small ones are read before the run, large ones are only checked.
import { UserError } from '../../../shared/errors.ts';
import { filesOf } from '../../../shared/plan/journey/body-schema.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import type { SentFile } from '../../engine/files/journey-files.ts';
import { inspectNamedFile, readNamedFile } from './plan-file-reading.ts';

/** A larger file is read from the disk while it is sent, so that it takes no memory. In bytes. */
const MOST_IN_MEMORY = 1_048_576;

/** By the path in the plan. @throws UserError plan_invalid */
export function readBodyFiles(plan: Plan, folder: string): Readonly<Record<string, SentFile>> {
  const files = new Map<string, SentFile>();
  for (const { file, path } of namedFiles(plan)) {
    if (files.has(file)) continue;
    const fail = (message: string): UserError => UserError.from({ code: 'plan_invalid', message, problems: [{ path, message }] });
    const found = inspectNamedFile(folder, file, fail);
    files.set(file, found.bytes > MOST_IN_MEMORY ? found : { content: shared(readNamedFile(folder, file, fail)) });
  }
  return Object.fromEntries(files);
}

function namedFiles(plan: Plan): readonly { readonly file: string; readonly path: string }[] {
  return sentStepsOf(plan)
    .filter(({ part }) => part !== 'renewal')
    .flatMap(({ step, path: place }) =>
      filesOf(step.body).map(({ file, path }) => ({ file, path: placeText([...place, 'body', ...path]) })),
    );
}

function placeText(path: readonly (string | number)[]): string {
  return path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${key}`)).join('');
}

function shared(bytes: Buffer): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(bytes.length);
  Buffer.from(memory).set(bytes);
  return memory;
}
