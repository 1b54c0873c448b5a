// The draft's variables, secrets and data files: as rows, made from a plan and back. It does not know screens.
import { z } from 'zod';
import type { DataSet } from '../../../../shared/plan/journey/journey-schema.ts';
import { anyVariableNames, type Constants } from '../../../../shared/plan/journey/plan-variables.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { nothingIn } from './draft-parts.ts';
import { printScalar, readScalar } from './json-text.ts';

const data = z.strictObject({
  name: z.string(),
  file: z.string(),
  pick: z.enum(['each', 'per-vu', 'random']),
  onEnd: z.enum(['repeat', 'stop']),
  /** Empty for the one that the first line uses. */
  delimiter: z.enum(['', ',', ';', '\t', '|']),
});

const variable = z.strictObject({
  name: z.string(),
  /** The value without an environment; null for none. */
  value: z.string().nullable(),
});

export const sources = z.strictObject({
  variables: z.array(variable),
  /** Each has a value for each variable, in order; null means the value without an environment. */
  environments: z.array(z.strictObject({ name: z.string(), values: z.array(z.string().nullable()) })),
  /** The environment in use; empty for none. */
  environment: z.string(),
  secrets: z.array(z.strictObject({ name: z.string() })),
  data: z.array(data),
});

export type SourcesDraft = z.infer<typeof sources>;
export type VariableDraft = z.infer<typeof variable>;
export type DataDraft = z.infer<typeof data>;

export function newSources(): SourcesDraft {
  return { variables: [], environments: [], environment: '', secrets: [], data: [] };
}

export function newData(file: string): DataDraft {
  const name = /([^/\\]*?)(\.\w+)?$/.exec(file.trim())?.[1]?.replaceAll(/[^\w-]+/g, '_') ?? '';
  return { name: /^[A-Za-z_]/.test(name) ? name : 'data', file, pick: 'each', onEnd: 'repeat', delimiter: '' };
}

type Sources = Pick<Plan, 'variables' | 'environments' | 'environment' | 'secrets' | 'data'>;

export function sourcesDraft({ variables = {}, environments = {}, environment, secrets, data }: Sources): SourcesDraft {
  const names = anyVariableNames({ variables, environments });
  const printed = (values: Constants, name: string): string | null =>
    Object.hasOwn(values, name) ? printScalar(values[name] ?? '') : null;
  return {
    variables: names.map((name) => ({ name, value: printed(variables, name) })),
    environments: Object.entries(environments).map(([name, values]) => ({
      name,
      values: names.map((one) => printed(values, one)),
    })),
    environment: environment ?? '',
    secrets: (secrets ?? []).map((name) => ({ name })),
    data: (data ?? []).map(dataDraft),
  };
}

/** Empty rows are left out. */
export function sourcesInput({ variables, environments, environment, secrets, data }: SourcesDraft): object {
  const rows = variables.map(({ name, value }) => ({ name: name.trim(), value }));
  const constants = constantsOf(rows);
  const hidden = secrets.map(({ name }) => name.trim()).filter((name) => name !== '');
  const files = data.filter(({ name, file }) => `${name}${file}`.trim() !== '');
  return {
    ...(Object.keys(constants).length === 0 ? {} : { variables: constants }),
    ...(environments.length === 0
      ? {}
      : {
          environments: Object.fromEntries(
            environments.map(({ name, values }) => [
              name.trim(),
              constantsOf(rows.map((row, at) => ({ name: row.name, value: values[at] ?? null }))),
            ]),
          ),
        }),
    ...(environment === '' ? {} : { environment }),
    ...(hidden.length === 0 ? {} : { secrets: hidden }),
    ...(files.length === 0 ? {} : { data: files.map(dataInput) }),
  };
}

function constantsOf(rows: readonly VariableDraft[]): Record<string, string | number | boolean> {
  return Object.fromEntries(
    rows.flatMap(({ name, value }) => (value === null || `${name}${value}` === '' ? [] : [[name, readScalar(value)]])),
  );
}

function dataDraft({ name, file, pick, onEnd, delimiter, ...rest }: DataSet): DataDraft {
  nothingIn(rest);
  return { name, file, pick, onEnd, delimiter: delimiter ?? '' };
}

function dataInput({ name, file, pick, onEnd, delimiter }: DataDraft): unknown {
  return { name: name.trim(), file: file.trim(), pick, onEnd, ...(delimiter === '' ? {} : { delimiter }) };
}
