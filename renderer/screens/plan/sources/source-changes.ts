// Changes of the table of variables that keep rows and columns together. Pure.
import type { Draft } from '../draft/draft.ts';
import type { SourcesDraft } from '../draft/draft-sources.ts';

/** One row past the end is added. */
export function withName(draft: Draft, at: number, name: string): Draft {
  return changed(draft, ({ variables }) => ({
    variables: [...variables.slice(0, at), { name, value: variables[at]?.value ?? '' }, ...variables.slice(at + 1)],
  }));
}

/** `column` null is the column without an environment. An empty cell of an environment means the value of that column. */
export function withValue(draft: Draft, at: number, column: number | null, value: string): Draft {
  if (column === null) {
    return changed(draft, ({ variables }) => ({
      variables: [...variables.slice(0, at), { name: variables[at]?.name ?? '', value }, ...variables.slice(at + 1)],
    }));
  }
  return changed(draft, ({ variables, environments }) => ({
    environments: environments.map((one, index) =>
      index === column
        ? { ...one, values: variables.map((_, row) => (row === at ? (value === '' ? null : value) : (one.values[row] ?? null))) }
        : one,
    ),
  }));
}

export function removeVariable(draft: Draft, at: number): Draft {
  return changed(draft, ({ variables, environments }) => ({
    variables: variables.toSpliced(at, 1),
    environments: environments.map((one) => ({ ...one, values: one.values.toSpliced(at, 1) })),
  }));
}

/** Restored from `before`. */
export function restoreVariable(draft: Draft, at: number, { sources: before }: Draft): Draft {
  const row = before.variables[at];
  if (row === undefined) return draft;
  return changed(draft, ({ variables, environments }) => ({
    variables: variables.toSpliced(at, 0, row),
    environments: environments.map((one, column) => ({
      ...one,
      values: one.values.toSpliced(at, 0, before.environments[column]?.values[at] ?? null),
    })),
  }));
}

export function addEnvironment(draft: Draft): Draft {
  const names = new Set(draft.sources.environments.map(({ name }) => name.trim()));
  let name = 'staging';
  for (let number = 2; names.has(name); number += 1) name = `environment ${number}`;
  return changed(draft, ({ environments, variables }) => ({
    environments: [...environments, { name, values: variables.map(() => null) }],
  }));
}

/** The environment in use stays in use under its new name. */
export function withEnvironmentName(draft: Draft, at: number, name: string): Draft {
  return changed(draft, ({ environments, environment }) => ({
    environments: environments.map((one, index) => (index === at ? { ...one, name } : one)),
    environment: environment !== '' && environments[at]?.name.trim() === environment ? name.trim() : environment,
  }));
}

export function removeEnvironment(draft: Draft, at: number): Draft {
  return changed(draft, ({ environments, environment }) => ({
    environments: environments.toSpliced(at, 1),
    environment: environments[at]?.name.trim() === environment ? '' : environment,
  }));
}

/** Restored from `before`. */
export function restoreEnvironment(draft: Draft, at: number, { sources: before }: Draft): Draft {
  const column = before.environments[at];
  if (column === undefined) return draft;
  return changed(draft, ({ environments, environment }) => ({
    environments: environments.toSpliced(at, 0, column),
    environment: environment === '' ? before.environment : environment,
  }));
}

export function removeSecretName(draft: Draft, at: number): Draft {
  return changed(draft, ({ secrets }) => ({ secrets: secrets.toSpliced(at, 1) }));
}

/** Restored from `before`. */
export function restoreSecretName(draft: Draft, at: number, { sources: before }: Draft): Draft {
  const row = before.secrets[at];
  return row === undefined ? draft : changed(draft, ({ secrets }) => ({ secrets: secrets.toSpliced(at, 0, row) }));
}

function changed(draft: Draft, change: (sources: SourcesDraft) => Partial<SourcesDraft>): Draft {
  return { ...draft, sources: { ...draft.sources, ...change(draft.sources) } };
}
