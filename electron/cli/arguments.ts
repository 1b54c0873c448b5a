// What the command line asks for: parsed once, every fault with a sentence that says what would do.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { durationFault, parseDuration } from '../../shared/duration.ts';
import { UserError } from '../../shared/errors.ts';
import { headersOf, type HeaderPair } from '../../shared/plan/plan-headers.ts';
import { urlFault, type PlanInput } from '../../shared/plan/plan.ts';

export type CliCommand =
  | { readonly name: 'help' | 'version' | 'schema' }
  | { readonly name: 'demo'; readonly port: number }
  /** `source` null: this computer as such. */
  | { readonly name: 'calibrate'; readonly source: PlanSource | null }
  | { readonly name: 'run'; readonly source: PlanSource; readonly output: RunOutput };

export type PlanSource = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'plan'; readonly plan: PlanInput };

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
}

const SOURCE_OPTIONS = {
  url: { type: 'string' },
  method: { type: 'string', short: 'X' },
  header: { type: 'string', short: 'H', multiple: true },
  data: { type: 'string' },
  vus: { type: 'string', short: 'c' },
  iterations: { type: 'string', short: 'n' },
  duration: { type: 'string', short: 'd' },
  rate: { type: 'string', short: 'r' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

const RUN_OPTIONS = {
  ...SOURCE_OPTIONS,
  'requests-csv': { type: 'string' },
  'timeseries-csv': { type: 'string' },
  summary: { type: 'string' },
  report: { type: 'string' },
  workers: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  quiet: { type: 'boolean', short: 'q' },
} as const satisfies ParseArgsConfig['options'];

/** @throws UserError bad_request */
export function parseCommand(args: readonly string[]): CliCommand {
  const [name, ...rest] = args;
  switch (name) {
    case undefined:
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
      return parseDemo(rest);
    case 'calibrate':
      return parseCalibrate(rest);
    case 'run':
      return parseRun(rest);
    default:
      throw usage(`There is no command "${name}". Use run, calibrate, demo, schema or help.`);
  }
}

function parseDemo(args: readonly string[]): CliCommand {
  const { values } = read(args, { port: { type: 'string' } }, false);
  return { name: 'demo', port: whole(values.port, '--port', 0, 65_535) ?? 0 };
}

function parseCalibrate(args: readonly string[]): CliCommand {
  const { values, positionals } = read(args, SOURCE_OPTIONS, true);
  if (values.help === true) return { name: 'help' };
  if (Object.keys(values).length === 0 && positionals.length === 0) return { name: 'calibrate', source: null };
  const hasLength = values.iterations !== undefined || values.duration !== undefined;
  return {
    name: 'calibrate',
    source: sourceOf(hasLength || values.url === undefined ? values : { ...values, duration: '10s' }, positionals),
  };
}

function parseRun(args: readonly string[]): CliCommand {
  const { values, positionals } = read(args, RUN_OPTIONS, true);
  if (values.help === true) return { name: 'help' };
  const output: RunOutput = {
    requestsCsv: values['requests-csv'] ?? null,
    timeseriesCsv: values['timeseries-csv'] ?? null,
    summary: values.summary ?? null,
    report: values.report ?? null,
    quiet: values.quiet === true,
    workers: whole(values.workers, '--workers', 1, 64) ?? null,
    yes: values.yes === true,
  };
  return { name: 'run', source: sourceOf(values, positionals), output };
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
}

function sourceOf(values: RunValues, [path, ...more]: readonly string[]): PlanSource {
  if (more.length > 0) throw usage('Name one plan file at a time.');
  const { url, method, header, data, vus, iterations, duration, rate } = values;
  const described = [method, header, data, vus, iterations, duration, rate].some((value) => value !== undefined);
  if (path !== undefined) {
    if (url !== undefined || described) throw usage('Give either a plan file or --url with its options, not both.');
    return { kind: 'file', path };
  }
  if (url === undefined) throw usage('Name a plan file, or give --url. "help" lists the options.');
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

const MOST = 4_000_000_000;

function loadOf({ vus, iterations, duration, rate }: RunValues): PlanInput['load'] {
  const users = whole(vus, '-c', 1, 50_000);
  if (iterations !== undefined) {
    if (duration !== undefined || rate !== undefined)
      throw usage('-n cannot be joined with -d or -r: the number of iterations ends the run.');
    return { model: 'iterations', iterations: whole(iterations, '-n', 1, MOST) ?? 1, vus: users ?? 1 };
  }
  if (duration === undefined) {
    if (rate !== undefined) throw usage('-r needs a duration. Add for example -d 30s.');
    throw usage('Say how much: -n ITERATIONS, -d DURATION, or -r RATE -d DURATION.');
  }
  if (parseDuration(duration) === null) throw usage(`-d: ${durationFault(duration)}`);
  if (rate === undefined) return { model: 'closed', stages: [{ duration, target: users ?? 1 }] };
  const target = Number(rate);
  if (rate.trim() === '' || !(target > 0))
    throw usage(`-r: "${rate}" is no arrival rate. Write a number of iterations per second above 0.`);
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

function read<O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O, allowPositionals: boolean) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals, strict: true });
  } catch (error) {
    if (error instanceof TypeError) throw usage(sentenceOf(error.message));
    throw error;
  }
}

/** Node's message without its advice on `--`, which nobody asked for. */
function sentenceOf(message: string): string {
  return `${message.split(/\. To specify|\n/)[0]?.replace(/\.$/, '') ?? message}. "help" lists the options.`;
}

function usage(message: string): UserError {
  return new UserError('bad_request', message);
}
