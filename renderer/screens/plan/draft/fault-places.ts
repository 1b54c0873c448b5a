// The field of the form that belongs to a place in the plan that the parser reports. Pure.
import type { Draft } from './draft.ts';
import type { AuthDraft } from './draft-auth.ts';
import { isWritten } from './draft-check.ts';
import { writtenExtracts } from './draft-extract.ts';
import type { StepDraft } from './draft-scenario.ts';
import { BEFORE, stepAt, stepPath, type StepAt } from './step-list.ts';

/** From `scenarios[0].steps[1].headers.accept` to `scenarios.0.steps.1.headers.2.name`. */
export function fieldPath(draft: Draft, path: string): string {
  const [, list, scenario, part, at, rest = ''] =
    /^((?:scenarios\[(\d+)\]\.(steps|perVu))|before)\[(\d+)\]\.([^]*)$/.exec(path) ?? [];
  if (list !== undefined) {
    const place: StepAt =
      scenario === undefined
        ? { ...BEFORE, step: Number(at) }
        : { list: part === 'perVu' ? 'perVu' : 'steps', scenario: Number(scenario), step: Number(at) };
    const found = stepAt(draft, place);
    return `${stepPath(place)}.${found === null ? dotted(rest) : stepField(found, rest)}`;
  }
  const load = loadField(draft, path);
  if (load !== null) return load;
  const [, ofAuth, setting = ''] = /^scenarios\[(\d+)\]\.auth([^]*)$/.exec(path) ?? [];
  const scenarioAuth = draft.scenarios[Number(ofAuth)]?.auth;
  if (scenarioAuth !== undefined) return `scenarios.${ofAuth}.${authField(scenarioAuth, setting)}`;
  const threshold = /^thresholds\[(\d+)\](?:\.(\w+))?$/.exec(path);
  if (threshold === null) return sourceField(draft, path) ?? dotted(path);
  const [, written, field = 'expression'] = threshold;
  return `thresholds.${rowsOf(draft.thresholds, ({ expression }) => expression.trim() !== '')[Number(written)] ?? 0}.${field}`;
}

/** Null if the path does not belong to the load of the plan or of a scenario. */
function loadField({ load: { model } }: Draft, path: string): string | null {
  const [, whose = '', scenario, rest = ''] = /^(load|scenarios\[(\d+)\]\.load)(?:\.([^]*))?$/.exec(path) ?? [];
  if (whose === '') return null;
  const base = scenario === undefined ? 'load' : `scenarios.${scenario}.ownLoad`;
  if (rest === '' || rest === 'model') return `${base}.model`;
  return `${base}.${model}.${rest === 'stages' ? 'stages.0.target' : dotted(rest)}`;
}

function stepField(step: StepDraft, path: string): string {
  const [, part = '', rest = ''] = /^(\w+)([^]*)$/.exec(path) ?? [];
  switch (part) {
    case 'headers':
      return headerField(step, rest);
    case 'body':
      return bodyField(step, rest);
    case 'extract':
      return extractField(step, rest);
    case 'checks':
      return checkField(step, rest);
    case 'auth':
      return authField(step.auth, rest);
    case 'think':
      return rest.startsWith('[1]') ? 'think.most' : 'think.least';
    default:
      return dotted(path);
  }
}

/** `rest`: ".token", ".params.resource", ".params.resource[1]". */
function authField({ params }: AuthDraft, rest: string): string {
  const [, field] = /^\.params\.([^]*)$/.exec(rest) ?? [];
  if (field === undefined) return dotted(`auth${rest}`);
  const row = params.findIndex(({ name }) => name.trim() !== '' && field.startsWith(name.trim()));
  return `auth.params.${Math.max(0, row)}.value`;
}

/** `rest`: ".accept", "[2]", "[2][1]". */
function headerField({ headers }: StepDraft, rest: string): string {
  const at = /^\[(\d+)\]/.exec(rest)?.[1];
  if (at !== undefined) {
    const written = rowsOf(headers, ({ name, value }) => name.trim() !== '' || value.trim() !== '');
    return `headers.${written[Number(at)] ?? 0}.name`;
  }
  const name = rest.slice(1);
  const row = headers.findIndex((one) => one.name.trim() === name && (name !== '' || one.value.trim() !== ''));
  return `headers.${Math.max(0, row)}.name`;
}

function bodyField({ body }: StepDraft, rest: string): string {
  switch (body.kind) {
    case 'json':
      return 'body.json';
    case 'form': {
      const row = body.form.findIndex(({ name }) => rest.startsWith(`.form.${name.trim()}`));
      return `body.form.${Math.max(0, row)}.name`;
    }
    case 'multipart': {
      const [, at = '0', field = ''] = /^\.multipart\[(\d+)\](?:\.(\w+))?/.exec(rest) ?? [];
      const row = rowsOf(body.parts, ({ name, value }) => `${name}${value}`.trim() !== '')[Number(at)] ?? 0;
      return `body.parts.${row}.${field === 'name' || field === 'type' || field === 'fileName' || field === 'headers' ? field : 'value'}`;
    }
    case 'file':
      return rest.startsWith('.type') ? 'body.fileType' : 'body.file';
    case 'graphql':
      return rest.startsWith('.variables') ? 'body.variables' : 'body.query';
    case 'none':
    case 'text':
      return 'body.text';
  }
}

function extractField({ extract }: StepDraft, rest: string): string {
  const [, name = '', field = ''] = /^\.([\w-]*)(?:\.(\w+))?/.exec(rest) ?? [];
  const written = writtenExtracts(extract);
  const row = extract.findIndex((one) => one.name.trim() === name && written.includes(one));
  const isOwn = ['attr', 'group', 'part', 'decode', 'default', 'pick'].includes(field);
  return `extract.${Math.max(0, row)}.${isOwn ? field : field === '' ? 'name' : 'path'}`;
}

function checkField({ checks }: StepDraft, rest: string): string {
  const [, at = '0', field = ''] = /^\[(\d+)\](?:\.(\w+))?/.exec(rest) ?? [];
  const row = rowsOf(checks, isWritten)[Number(at)] ?? 0;
  return `checks.${row}.${field === 'json' || field === 'header' ? 'place' : 'value'}`;
}

/** Null if the path does not belong to a variable, a secret or a data file. */
function sourceField({ sources }: Draft, path: string): string | null {
  const variable = /^variables\.([^]*)$/.exec(path)?.[1];
  if (variable !== undefined) {
    const row = sources.variables.findIndex(({ name }) => name.trim() === variable);
    return `sources.variables.${Math.max(0, row)}.value`;
  }
  if (path.startsWith('environments.')) return environmentField(sources, path.slice('environments.'.length));
  if (path === 'environment') return 'sources.environment';
  const [, list, at, field = 'name'] = /^(secrets|data)\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? [];
  if (list === 'secrets')
    return `sources.secrets.${rowsOf(sources.secrets, ({ name }) => name.trim() !== '')[Number(at)] ?? 0}.name`;
  if (list !== 'data') return null;
  const rows = rowsOf(sources.data, ({ name, file }) => `${name}${file}`.trim() !== '');
  return `sources.data.${rows[Number(at)] ?? 0}.${field}`;
}

/** The name of an environment may contain dots; that of a variable does not. */
function environmentField({ environments, variables }: Draft['sources'], path: string): string {
  const isOf = (environment: string): boolean => path === environment || /^\.[^.]*$/.test(path.slice(environment.length));
  const column = environments.findIndex(({ name }) => path.startsWith(name.trim()) && isOf(name.trim()));
  const variable = path.slice((environments[column]?.name.trim() ?? '').length + 1);
  const row = variables.findIndex(({ name }) => name.trim() === variable);
  const place = `sources.environments.${Math.max(0, column)}`;
  return row === -1 ? `${place}.name` : `${place}.values.${row}`;
}

/** The indexes of the rows that are part of the plan. */
function rowsOf<T>(rows: readonly T[], isSent: (row: T) => boolean): number[] {
  return rows.flatMap((row, at) => (isSent(row) ? [at] : []));
}

function dotted(path: string): string {
  return path.replaceAll(/\[(\d+)\]/g, '.$1');
}
