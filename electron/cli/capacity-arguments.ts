// Parses the arguments of `capacity`.
import type { Command } from 'commander';
import { capacitySettingsSchema, ladderSchema, type CapacitySettings } from '../../shared/capacity/capacity-settings.ts';
import { splitObjectives } from '../../shared/capacity/objective.ts';
import { durationFault, parseDuration } from '../../shared/duration.ts';
import { MOST_WORKERS } from '../../shared/plan/load-limits.ts';
import type { CapacityOutput, CapacityRequest, CliCommand } from './command.ts';
import { repeatable } from './repeatable.ts';
import { sourceOf, withTypedUrl, type RunValues } from './source-arguments.ts';
import { usage, whole } from './usage.ts';

type CapacityCall = Extract<CliCommand, { name: 'capacity' | 'resume-capacity' }>;

export interface CapacityValues extends RunValues {
  readonly objective?: readonly string[] | undefined;
  readonly maxFailed?: string | undefined;
  readonly quick?: boolean | undefined;
  readonly budget?: string | undefined;
  readonly arrivals?: string | undefined;
  readonly maxRate?: string | undefined;
  readonly startRate?: string | undefined;
  readonly unit?: string | undefined;
  readonly ladder?: string | undefined;
  readonly each?: string | undefined;
  readonly resume?: string | undefined;
  readonly json?: string | boolean | undefined;
  readonly report?: string | undefined;
  readonly markdown?: string | undefined;
  readonly compare?: string | undefined;
  readonly workers?: string | undefined;
  readonly secretFile?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly help?: boolean | undefined;
}

const DEFAULT_EACH = '1m';

/** `command` already has the options that describe what is sent. */
export function capacityCommand(command: Command): Command {
  return command
    .option('--objective <expression>', '', repeatable)
    .option('--max-failed <share>')
    .option('--quick')
    .option('--budget <time>')
    .option('--arrivals <law>')
    .option('--max-rate <rate>')
    .option('--start-rate <rate>')
    .option('--unit <unit>')
    .option('--ladder <rates>')
    .option('--each <time>')
    .option('--resume <run>')
    .option('--json [file]')
    .option('--report <file>')
    .option('--markdown <file>')
    .option('--compare <file>')
    .option('--workers <count>')
    .option('--secret-file <file>')
    .option('-y, --yes')
    .option('-q, --quiet');
}

/** @throws UserError bad_request */
export function capacityOf(given: CapacityValues, named: readonly string[]): CapacityCall {
  const [values, files] = withTypedUrl(given, named);
  if (values.resume !== undefined) return resumedOf(values.resume, values, files);
  const { vus, iterations, duration, rate, url, method, header, data, env } = values;
  if ([vus, iterations, duration, rate].some((value) => value !== undefined))
    throw usage(
      '-c, -n, -d and -r say how much is sent; a search for the capacity chooses that itself. Use --ladder for fixed rates.',
    );
  // The load of the plan is not used, but every plan needs one.
  const source = sourceOf({ url, method, header, data, env, ...(url === undefined ? {} : { duration: '1s' }) }, files);
  return {
    name: 'capacity',
    source,
    request: { settings: settingsOf(values), ladder: ladderOf(values) },
    output: outputOf(values),
  };
}

/** What a search that goes on may be given beside its name: it is the same search. */
const WITH_RESUME = new Set(['resume', 'json', 'report', 'markdown', 'compare', 'workers', 'secretFile', 'yes', 'quiet', 'help']);

function resumedOf(search: string, values: CapacityValues, files: readonly string[]): CapacityCall {
  const isMore = Object.entries(values).some(([name, value]) => value !== undefined && !WITH_RESUME.has(name));
  if (isMore || files.length > 0)
    throw usage('--resume continues a search with its own plan, objective and time. Leave them out.');
  return { name: 'resume-capacity', search, output: outputOf(values) };
}

function outputOf(values: CapacityValues): CapacityOutput {
  return {
    json: values.json === true ? '-' : (values.json ?? null) || null,
    report: values.report ?? null,
    markdown: values.markdown ?? null,
    compare: values.compare ?? null,
    quiet: values.quiet === true,
    workers: whole(values.workers, '--workers', 1, MOST_WORKERS) ?? null,
    yes: values.yes === true,
    secretFile: values.secretFile ?? null,
  };
}

function settingsOf({
  objective = [],
  maxFailed,
  quick,
  budget,
  arrivals,
  maxRate,
  startRate,
  unit,
}: CapacityValues): CapacitySettings {
  if (objective.length === 0) throw usage('Say what the target has to do, such as --objective "p(99) < 50ms".');
  const parsed = capacitySettingsSchema.safeParse({
    objectives: objective.flatMap(splitObjectives),
    precision: quick === true ? 'quick' : 'thorough',
    ...(maxFailed === undefined ? {} : { maxFailed: shareOf(maxFailed, '--max-failed') }),
    ...(budget === undefined ? {} : { budgetMs: timeOf(budget, '--budget') }),
    ...(arrivals === undefined ? {} : { arrivals }),
    ...(maxRate === undefined ? {} : { maxRate: rateOf(maxRate, '--max-rate') }),
    ...(startRate === undefined ? {} : { startRate: rateOf(startRate, '--start-rate') }),
    ...(unit === undefined ? {} : { unit }),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const option = OPTIONS[String(issue?.path[0])] ?? '';
  throw usage(`${option}${option === '' ? '' : ': '}${WORDS[String(issue?.path[0])] ?? issue?.message ?? ''}`);
}

const OPTIONS: Readonly<Record<string, string>> = {
  objectives: '--objective',
  maxFailed: '--max-failed',
  budgetMs: '--budget',
  arrivals: '--arrivals',
  maxRate: '--max-rate',
  startRate: '--start-rate',
  unit: '--unit',
};

const WORDS: Readonly<Record<string, string>> = {
  arrivals: 'write poisson or even.',
  unit: 'write iterations or requests.',
  maxFailed: 'write a share from 0 to 99 %, such as 0.1%.',
};

function ladderOf({ ladder, each }: CapacityValues): CapacityRequest['ladder'] {
  if (ladder === undefined) {
    if (each !== undefined)
      throw usage('--each says how long each rate of a --ladder takes. Add for example --ladder 100,200,400.');
    return null;
  }
  const [, list = ladder, ownEach] = /^(.*?),\s*([^,]+?)\s+each\s*$/i.exec(ladder) ?? [];
  const rates = list.split(',').map((text) => rateOf(text.replace(/\/s\s*$/, ''), '--ladder'));
  const parsed = ladderSchema.safeParse({ rates, eachMs: timeOf(each ?? ownEach ?? DEFAULT_EACH, '--each') });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw usage(`${issue?.path[0] === 'eachMs' ? '--each' : '--ladder'}: ${issue?.message ?? ''}`);
}

function rateOf(text: string, option: string): number {
  const rate = Number(text);
  if (text.trim() !== '' && rate > 0 && Number.isFinite(rate)) return rate;
  throw usage(`${option}: "${text.trim()}" is not a rate. Write a number per second above 0.`);
}

function timeOf(text: string, option: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds === null) throw usage(`${option}: ${durationFault(text)}`);
  return milliseconds;
}

/** Accepts "0.1%" and "0.001". */
function shareOf(text: string, option: string): number {
  const [, digits, percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text) ?? [];
  if (digits === undefined) throw usage(`${option}: "${text}" is not a share. Write for example 0.1%.`);
  return Number((Number(digits) * (percent === '%' ? 0.01 : 1)).toPrecision(12));
}
