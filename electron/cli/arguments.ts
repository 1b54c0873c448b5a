// What the command line asks for: parsed once, every fault with a sentence that says what would do.
import { Command, CommanderError } from 'commander';
import { durationFault, parseDuration } from '../../shared/duration.ts';
import { UserError } from '../../shared/errors.ts';
import { headersOf, type HeaderPair } from '../../shared/plan/plan-headers.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { MAX_ITERATIONS, MAX_VUS, MOST_WORKERS } from '../../shared/plan/load-limits.ts';
import { importingCommand, importOf, recordOf, type ImportOptions, type ImportValues } from './import-arguments.ts';
import { sentenceOf } from './option-sentence.ts';
import { urlFault } from '../../shared/plan/url-fault.ts';

export type CliCommand =
  | { readonly name: 'help' | 'version' | 'schema' }
  | { readonly name: 'demo'; readonly port: number }
  | { readonly name: 'import'; readonly options: ImportOptions }
  | { readonly name: 'record'; readonly url: string; readonly options: ImportOptions }
  /** `source` null: this computer as such. */
  | { readonly name: 'calibrate'; readonly source: PlanSource | null }
  | { readonly name: 'run'; readonly source: PlanSource; readonly output: RunOutput }
  | { readonly name: 'once'; readonly source: PlanSource; readonly output: OnceOutput };

export type PlanSource =
  | { readonly kind: 'file'; readonly path: string; /** null: as the file says. */ readonly environment: string | null }
  | { readonly kind: 'plan'; readonly plan: PlanInput };

export interface RunOutput {
  readonly requestsCsv: string | null;
  readonly timeseriesCsv: string | null;
  readonly summary: string | null;
  readonly report: string | null;
  readonly quiet: boolean;
  /** Threads that send; null for the usual number. */
  readonly workers: number | null;
  /** Public hosts are loaded without being asked for. */
  readonly yes: boolean;
  /** Where values of secrets are read from; null: from the environment alone. */
  readonly secretFile: string | null;
}

/** Of `run --once`. */
export interface OnceOutput {
  readonly json: boolean;
  readonly yes: boolean;
  /** Where values of secrets are read from; null: from the environment alone. */
  readonly secretFile: string | null;
}

/** @throws UserError bad_request */
export function parseCommand(args: readonly string[]): CliCommand {
  const [name = 'help', ...rest] = args;
  switch (name) {
    case 'help':
    case '--help':
    case '-h':
      return { name: 'help' };
    case 'version':
    case '--version':
      return { name: 'version' };
    case 'schema':
      return { name: 'schema' };
    case 'demo':
      return read(demoCommand(), rest, ({ port }) => ({ name: 'demo', port: whole(port, '--port', 0, 65_535) ?? 0 }));
    case 'import':
      return read(importingCommand(), rest, (values, files) => ({ name: 'import', options: importOf(values, files) }));
    case 'record':
      return read(importingCommand(), rest, (values, urls) => ({ name: 'record', ...recordOf(values, urls) }));
    case 'calibrate':
      return read(sourceCommand(), rest, calibration);
    case 'run':
      return read(runCommand(), rest, runOf);
    default:
      throw usage(`There is no command "${name}". Use run, import, record, calibrate, demo, schema or help.`);
  }
}

function demoCommand(): Command {
  return new Command().option('--port <number>').option('-h, --help');
}

function sourceCommand(): Command {
  return new Command()
    .argument('[files...]')
    .option('--url <url>')
    .option('-X, --method <method>')
    .option('-H, --header <line>', '', (line: string, lines: readonly string[] | undefined) => [...(lines ?? []), line])
    .option('--data <text>')
    .option('-c, --vus <count>')
    .option('-n, --iterations <count>')
    .option('-d, --duration <time>')
    .option('-r, --rate <rate>')
    .option('--env <name>')
    .option('-h, --help');
}

function runCommand(): Command {
  return sourceCommand()
    .option('--requests-csv <file>')
    .option('--timeseries-csv <file>')
    .option('--summary <file>')
    .option('--report <file>')
    .option('--workers <count>')
    .option('--secret-file <file>')
    .option('--once')
    .option('--json')
    .option('-y, --yes')
    .option('-q, --quiet');
}

function runOf(values: Values, files: readonly string[]): CliCommand {
  if (values.once !== true) {
    if (values.json === true) throw usage('--json belongs to --once. Use --summary FILE for the figures of a run.');
    return { name: 'run', source: sourceOf(values, files), output: outputOf(values) };
  }
  const { requestsCsv, timeseriesCsv, summary, report, workers } = values;
  if ([requestsCsv, timeseriesCsv, summary, report, workers].some((value) => value !== undefined))
    throw usage('--once measures no load, so it writes no files of a run and has one thread. Use --json to keep what it shows.');
  const hasLength = values.iterations !== undefined || values.duration !== undefined;
  const tried = hasLength || values.url === undefined ? values : { ...values, iterations: '1' };
  return {
    name: 'once',
    source: sourceOf(tried, files),
    output: { json: values.json === true, yes: values.yes === true, secretFile: values.secretFile ?? null },
  };
}

function calibration(values: RunValues, files: readonly string[]): CliCommand {
  if (Object.keys(values).length === 0 && files.length === 0) return { name: 'calibrate', source: null };
  const hasLength = values.iterations !== undefined || values.duration !== undefined;
  const lasting = hasLength || values.url === undefined ? values : { ...values, duration: '10s' };
  return { name: 'calibrate', source: sourceOf(lasting, files) };
}

function outputOf(values: Values): RunOutput {
  return {
    requestsCsv: values.requestsCsv ?? null,
    timeseriesCsv: values.timeseriesCsv ?? null,
    summary: values.summary ?? null,
    report: values.report ?? null,
    quiet: values.quiet === true,
    workers: whole(values.workers, '--workers', 1, MOST_WORKERS) ?? null,
    yes: values.yes === true,
    secretFile: values.secretFile ?? null,
  };
}

interface Values extends RunValues, ImportValues {
  readonly port?: string | undefined;
  readonly requestsCsv?: string | undefined;
  readonly timeseriesCsv?: string | undefined;
  readonly summary?: string | undefined;
  readonly report?: string | undefined;
  readonly workers?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly secretFile?: string | undefined;
  readonly once?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
}

interface RunValues {
  readonly url?: string | undefined;
  readonly method?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly data?: string | undefined;
  readonly vus?: string | undefined;
  readonly iterations?: string | undefined;
  readonly duration?: string | undefined;
  readonly rate?: string | undefined;
  readonly env?: string | undefined;
}

function sourceOf(values: RunValues, [path, ...more]: readonly string[]): PlanSource {
  if (more.length > 0) throw usage('Name one plan file at a time.');
  const { url, method, header, data, vus, iterations, duration, rate, env = null } = values;
  const described = [method, header, data, vus, iterations, duration, rate].some((value) => value !== undefined);
  if (path !== undefined) {
    if (url !== undefined || described) throw usage('Give either a plan file or --url with its options, not both.');
    return { kind: 'file', path, environment: env };
  }
  if (url === undefined) throw usage('Name a plan file, or give --url. "help" lists the options.');
  if (env !== null) throw usage('--env chooses an environment of a plan file. Leave it out with --url.');
  const fault = urlFault(url);
  if (fault !== null) throw usage(`--url: ${fault}`);
  const step = {
    url,
    method: method ?? (data === undefined ? 'GET' : 'POST'),
    headers: headersOf((header ?? []).flatMap(headerPairOf)),
    ...(data === undefined ? {} : { body: data }),
  };
  const { host, pathname } = new URL(url);
  const name = `${step.method} ${host}${pathname}`.slice(0, 200);
  return { kind: 'plan', plan: { version: 1, name, scenarios: [{ steps: [step] }], load: loadOf(values) } };
}

function loadOf({ vus, iterations, duration, rate }: RunValues): PlanInput['load'] {
  const users = whole(vus, '-c', 1, MAX_VUS);
  if (iterations !== undefined) {
    if (duration !== undefined || rate !== undefined)
      throw usage('-n cannot be combined with -d or -r: the number of iterations ends the run.');
    return { model: 'iterations', iterations: whole(iterations, '-n', 1, MAX_ITERATIONS) ?? 1, vus: users ?? 1 };
  }
  if (duration === undefined) {
    if (rate !== undefined) throw usage('-r needs a duration. Add for example -d 30s.');
    throw usage('Say how much: -n ITERATIONS, -d DURATION, or -r RATE -d DURATION.');
  }
  if (parseDuration(duration) === null) throw usage(`-d: ${durationFault(duration)}`);
  if (rate === undefined) return { model: 'closed', stages: [{ duration, target: users ?? 1 }] };
  const target = Number(rate);
  if (rate.trim() === '' || !(target > 0))
    throw usage(`-r: "${rate}" is not an arrival rate. Write a number of iterations per second above 0.`);
  return { model: 'open', stages: [{ duration, target }], maxVus: users ?? 100 };
}

/** As curl reads them: no value takes a header away, and a semicolon sends it empty. */
function headerPairOf(text: string): HeaderPair[] {
  const [, name = '', value] = /^([^:;]+)(?::([^]*)|;\s*)$/.exec(text) ?? [];
  if (name.trim() === '') throw usage(`-H: "${text}" is not a header. Write it as 'name: value'.`);
  const isTakenAway = value?.trim() === '' && name.trim().toLowerCase() !== 'user-agent';
  return isTakenAway ? [] : [[name.trim(), (value ?? '').trim()]];
}

function whole(text: string | undefined, option: string, lowest: number, highest: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw usage(`${option}: "${text}" is not a whole number from ${lowest} to ${highest.toLocaleString('en')}.`);
}

/** The library writes nothing and ends nothing here: what it finds wrong becomes one sentence. */
function read(
  command: Command,
  args: readonly string[],
  make: (values: Values, files: readonly string[]) => CliCommand,
): CliCommand {
  command
    .helpOption(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw usage(sentenceOf(error.message));
    throw error;
  }
  const values = command.opts<Values>();
  return values.help === true ? { name: 'help' } : make(values, command.args);
}

function usage(message: string): UserError {
  return new UserError('bad_request', message);
}
