// The options of `import` and `record`: what is done with the requests that were found.
import { Command } from 'commander';
import { UserError } from '../../shared/errors.ts';
import { repeatable } from './repeatable.ts';

export interface ImportOptions {
  readonly files: readonly string[];
  /** Null for the standard output. */
  readonly output: string | null;
  /** Groups, names, methods or paths of the requests to take; empty for the default choice. */
  readonly only: readonly string[];
  readonly all: boolean;
  readonly keepsPauses: boolean;
  /** Sends the journey twice, to prove which of its values change. */
  readonly replay: boolean;
  readonly yes: boolean;
  readonly force: boolean;
  /** Prints the result as JSON on the standard output. */
  readonly json: boolean;
}

export interface ImportValues {
  readonly output?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly all?: boolean | undefined;
  readonly pauses?: boolean | undefined;
  readonly replay?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export function importingCommand(): Command {
  return new Command()
    .argument('[files...]')
    .option('-o, --output <file>')
    .option('--only <words>', '', repeatable)
    .option('--all')
    .option('--no-pauses')
    .option('--replay')
    .option('-y, --yes')
    .option('--force')
    .option('--json')
    .option('-h, --help');
}

/** @throws UserError bad_request */
export function importOf(values: ImportValues, files: readonly string[]): ImportOptions {
  if (files.length === 0) throw new UserError('bad_request', 'Name the file to import, such as: import shop.har -o plan.json');
  return optionsOf(values, files);
}

/** @throws UserError bad_request */
export function recordOf(
  values: ImportValues,
  [url, ...more]: readonly string[],
): { readonly url: string; readonly options: ImportOptions } {
  if (url === undefined || more.length > 0)
    throw new UserError('bad_request', 'Name one address to begin at, such as: record https://shop.example/ -o plan.json');
  return { url, options: optionsOf(values, []) };
}

function optionsOf(
  { output, only, all, pauses, replay, yes, force, json }: ImportValues,
  files: readonly string[],
): ImportOptions {
  return {
    files,
    output: output ?? null,
    only: only ?? [],
    all: all === true,
    keepsPauses: pauses !== false,
    replay: replay === true,
    yes: yes === true,
    force: force === true,
    json: json === true,
  };
}
