// The draft's part on values that no step makes: variables, secrets, data files. As rows, from a plan and back. Knows no screen.
import { z } from 'zod';
import type { DataSet } from '../../../../shared/plan/journey/journey-schema.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { nothingIn } from './draft-parts.ts';
import { printScalar, readScalar } from './json-text.ts';

const data = z.strictObject({
  name: z.string(),
  file: z.string(),
  pick: z.enum(['each', 'per-vu', 'random']),
  onEnd: z.enum(['repeat', 'stop']),
  /** Empty: the one that the first line uses. */
  delimiter: z.enum(['', ',', ';', '\t', '|']),
});

export const sources = z.strictObject({
  variables: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  secrets: z.array(z.strictObject({ name: z.string() })),
  data: z.array(data),
});

export type SourcesDraft = z.infer<typeof sources>;
export type DataDraft = z.infer<typeof data>;

export function newSources(): SourcesDraft {
  return { variables: [], secrets: [], data: [] };
}

export function newData(file: string): DataDraft {
  const name = /([^/\\]*?)(\.\w+)?$/.exec(file.trim())?.[1]?.replaceAll(/[^\w-]+/g, '_') ?? '';
  return { name: /^[A-Za-z_]/.test(name) ? name : 'data', file, pick: 'each', onEnd: 'repeat', delimiter: '' };
}

export function sourcesDraft({ variables, secrets, data }: Pick<Plan, 'variables' | 'secrets' | 'data'>): SourcesDraft {
  return {
    variables: Object.entries(variables ?? {}).map(([name, value]) => ({ name, value: printScalar(value) })),
    secrets: (secrets ?? []).map((name) => ({ name })),
    data: (data ?? []).map(dataDraft),
  };
}

/** Rows in which nothing was written are left out. */
export function sourcesInput({ variables, secrets, data }: SourcesDraft): object {
  const named = variables.filter(({ name, value }) => `${name}${value}`.trim() !== '');
  const hidden = secrets.map(({ name }) => name.trim()).filter((name) => name !== '');
  const files = data.filter(({ name, file }) => `${name}${file}`.trim() !== '');
  return {
    ...(named.length === 0
      ? {}
      : { variables: Object.fromEntries(named.map(({ name, value }) => [name.trim(), readScalar(value)])) }),
    ...(hidden.length === 0 ? {} : { secrets: hidden }),
    ...(files.length === 0 ? {} : { data: files.map(dataInput) }),
  };
}

function dataDraft({ name, file, pick, onEnd, delimiter, ...rest }: DataSet): DataDraft {
  nothingIn(rest);
  return { name, file, pick, onEnd, delimiter: delimiter ?? '' };
}

function dataInput({ name, file, pick, onEnd, delimiter }: DataDraft): unknown {
  return { name: name.trim(), file: file.trim(), pick, onEnd, ...(delimiter === '' ? {} : { delimiter }) };
}
