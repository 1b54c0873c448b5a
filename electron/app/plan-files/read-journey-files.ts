// Reads what the names of a plan need from outside before a run begins: data files, environment variables and secrets.
import { UserError } from '../../../shared/errors.ts';
import type { DataSet } from '../../../shared/plan/journey/journey-schema.ts';
import { nearestName } from '../../../shared/plan/journey/nearest-name.ts';
import { unsetProblems, variablesOf } from '../../../shared/plan/journey/plan-variables.ts';
import { textsOf } from '../../../shared/plan/journey/step-texts.ts';
import { namesIn } from '../../../shared/plan/journey/template.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { typedSecrets } from '../../../shared/plan/plan-secrets.ts';
import { isSecretValue } from '../../../shared/plan/secret.ts';
import { sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import { compilePlan } from '../../engine/journey/compiled-plan.ts';
import type { DataTable } from '../../engine/files/data-table.ts';
import type { JourneyFiles } from '../../engine/files/journey-files.ts';
import { readCsv } from '../../engine/journey/read-csv.ts';
import { redactor } from '../../engine/journey/redact.ts';
import { isJsonTable, readJsonTable } from '../../engine/journey/read-json.ts';
import { readNamedFile } from './plan-file-reading.ts';
import { readBodyFiles } from './read-body-files.ts';

/** Returns the value that is stored under a name; undefined if there is none. */
export type SecretOf = (name: string) => string | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `environment` is that of the process; relative paths count from `folder`. @throws UserError plan_invalid if something is
 * missing or cannot be read.
 */
export function readJourneyFiles(
  plan: Plan,
  environment: Environment,
  folder: string,
  secretOf: SecretOf = () => undefined,
): JourneyFiles {
  const names = usedNames(plan);
  const [unset, ...more] = unsetProblems(plan, names);
  if (unset !== undefined) throw UserError.from({ code: 'plan_invalid', message: unset.message, problems: [unset, ...more] });
  const secrets = (plan.secrets ?? []).map((name, at) => ({
    name,
    value: secretValue(name, at, secretOf(name) ?? environment[name]),
  }));
  const variables = [...names]
    .filter((name) => name.startsWith('$env.'))
    .map((name) => [name, environmentValue(name, environment)] as const);
  const tables = (plan.data ?? []).map((set, at) => readTable(set, at, names, folder));
  const files = {
    constants: Object.fromEntries([...variables, ...secrets.map(({ name, value }) => [name, value])]),
    secrets: [...secrets.map(({ value }) => value), ...typedSecrets(plan), ...secretVariables(variables)],
    tables,
    bodies: readBodyFiles(plan, folder),
  };
  prove(plan, files);
  return files;
}

/** Variables of the environment whose names say so are secrets, even if the plan does not list them. */
function secretVariables(variables: readonly (readonly [string, string])[]): readonly string[] {
  return variables.flatMap(([name, value]) => (isSecretValue(name, value) ? [value] : []));
}

/** The names in all holes of a plan, including those in the values of its variables. */
function usedNames(plan: Plan): ReadonlySet<string> {
  const texts = sentStepsOf(plan).flatMap(({ step, part, scenario }) => {
    const auth = part === 'scenario' ? plan.scenarios[scenario ?? 0]?.auth : undefined;
    return textsOf({ auth, ...step }).map(({ text }) => text);
  });
  return new Set([...texts, ...Object.values(variablesOf(plan)).map(String)].flatMap(namesIn));
}

function secretValue(name: string, at: number, value: string | undefined): string {
  if (value !== undefined && value !== '') return value;
  throw refusal(
    `secrets[${at}]`,
    `The secret “${name}” has no value. Store one, or set the environment variable ${name}, and start again.`,
  );
}

function environmentValue(name: string, environment: Environment): string {
  const variable = name.slice('$env.'.length);
  const value = environment[variable];
  if (value !== undefined) return value;
  throw refusal('', `The plan uses {{${name}}}, and there is no environment variable ${variable}. Set it and start again.`);
}

function readTable(set: DataSet, at: number, names: ReadonlySet<string>, folder: string): DataTable {
  const path = `data[${at}].file`;
  const file = readNamedFile(folder, set.file, (sentence) => refusal(path, sentence));
  const read = isJsonTable(set.file, file) ? readJsonTable(file) : readCsv(file, set.delimiter ?? null);
  if (!read.ok) throw refusal(path, `The data file ${set.file} cannot be used. ${read.message}`);
  const { columns } = read.table;
  for (const name of names) {
    if (!name.startsWith(`${set.name}.`)) continue;
    const column = name.slice(set.name.length + 1);
    if (columns.includes(column)) continue;
    const near = nearestName(column, columns);
    const hint = near === null ? '' : ` Did you mean {{${set.name}.${near}}}?`;
    throw refusal(
      path,
      `The data file ${set.file} has no column “${column}”; it has ${columns.map((one) => `“${one}”`).join(', ')}.${hint}`,
    );
  }
  return read.table;
}

/** Anything that is wrong with the values is reported here instead of ending a sending thread. */
function prove(plan: Plan, files: JourneyFiles): void {
  try {
    compilePlan(plan, files, 'Onrush');
  } catch (error) {
    // The sentence may name an address that a secret is part of.
    throw refusal('', redactor(files.secrets)(error instanceof Error ? error.message : String(error)));
  }
}

function refusal(path: string, message: string): UserError {
  return UserError.from({ code: 'plan_invalid', message, problems: [{ path, message }] });
}
