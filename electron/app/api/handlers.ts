// One handler per command. Inputs arrive parsed by their schema; a UserError thrown here reaches the user as a sentence.
import { keepFiles } from '../kept-files.ts';
import { completePath } from '../plan-files/complete-path.ts';
import { previewData } from '../plan-files/preview-data.ts';
import { UserError } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { refuseUnfilled } from '../../../shared/plan/unfilled.ts';
import type { CommandArguments, CommandName, CommandOutputs, ExportDelivery } from '../../../shared/rpc.ts';
import type { PlanRow, RunBrief } from '../../../shared/run.ts';
import type { SampleCommand } from '../../../shared/sample-query.ts';
import type { SampleQueries } from '../../samples/sample-queries.ts';
import { capacityHandlers } from './capacity-handlers.ts';
import { withSharedTraits } from '../shared-traits.ts';
import { DAMAGED_RUN } from '../../store/tolerant-row.ts';
import { recordHandlers } from './record-handlers.ts';
import { windowHandlers } from './window-handlers.ts';
import type { Handlers } from './handler-types.ts';
import type { Services } from './services.ts';
import { broughtFile, withFiles } from '../with-files.ts';

export function handlersFor(services: Services): Handlers {
  return {
    ...planHandlers(services),
    ...secretHandlers(services),
    ...runHandlers(services),
    ...controlHandlers(services),
    ...sampleHandlers(services),
    ...recordHandlers(services),
    ...capacityHandlers(services, { sentPlanFrom, folderOf: (planId) => folderOf(services, planId) }),
    ...compareHandlers(services),
    ...windowHandlers(services),
    'app.info': () => services.info(),
    'app.setAsideStore': () => services.setAsideStore(),
    'app.showLog': () => services.showLog(),
    'hosts.list': () => services.history().confirmedHosts.list(),
    'hosts.forget': ({ host }) => {
      const store = services.history().confirmedHosts;
      store.remove(host);
      return store.list();
    },
    ...settingsHandlers(services),
    'calibration.get': () => services.history().calibrations.get(),
    'calibration.measure': async ({ plan }) => {
      const { manager, calibrations } = services.history();
      const calibration = await manager.calibrate(planFrom(plan));
      calibrations.set(calibration);
      return calibration;
    },
    'exports.cancel': ({ exportId }) => {
      services.exports.cancel(exportId);
      return null;
    },
    'imports.start': async ({ upload, more = [] }) => {
      const imported = await services.imports.start(services.history(), upload, more);
      const [runId] = imported?.runIds ?? [];
      return imported === null || runId === undefined ? null : { runId, ...imported };
    },
    'imports.cancel': () => {
      services.imports.cancel();
      return null;
    },
    'demo.start': () => services.history().demo.start(),
    'demo.state': () => services.history().demo.state,
    'demo.shop': () => saveShopPlan(services.history()),
  };
}

function settingsHandlers({ history }: Services): Pick<Handlers, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': () => history().settings.get(),
    'settings.set': (settings) => {
      const store = history().settings;
      store.set(settings);
      return store.get();
    },
  };
}

type SecretCommand = Extract<CommandName, `secrets.${string}`>;

function secretHandlers({ secrets }: Services): Pick<Handlers, SecretCommand> {
  return {
    'secrets.list': ({ names }) => secrets.list(names, process.env),
    'secrets.set': ({ name, value }) => {
      secrets.set(name, value);
      return null;
    },
    'secrets.remove': ({ name }) => {
      secrets.remove(name);
      return null;
    },
  };
}

type PlanCommand = Extract<CommandName, `plans.${string}`>;

function planHandlers(services: Services): Pick<Handlers, PlanCommand> {
  const plans = (): ReturnType<Services['history']>['plans'] => services.history().plans;
  return {
    'plans.list': () => plans().list(),
    'plans.save': ({ id, plan, folder }) => plans().save(id, planFrom(plan), folder),
    'plans.delete': ({ id }) => {
      plans().remove(id);
      return null;
    },
    'plans.restore': ({ id }) => {
      plans().restore(id);
      return null;
    },
    'plans.keepFiles': ({ files }) => ({ folder: keepFiles(services.info().dataFolder, { files }) }),
    'plans.try': async ({ plan, planId, environment, files, ...rest }) =>
      await withFiles(files.map(broughtFile), folderOf(services, planId), async (folder) => {
        const secretOf = (name: string): string | undefined => services.secrets.value(name);
        const options = { plan: sentPlanFrom(plan, environment), ...rest, folder, secretOf };
        return await services.tries.start(services.history(), options);
      }),
    'plans.previewData': ({ file, delimiter, planId }) => previewData({ file, delimiter }, folderOf(services, planId)),
    'plans.completePath': ({ text, planId }) => completePath(text, folderOf(services, planId)),
    'plans.cancelTry': ({ tryId }) => {
      services.tries.cancel(tryId);
      return null;
    },
  };
}

type ControlCommand = `runs.${'stop' | 'cancelStart' | 'pause' | 'resume' | 'adjust'}`;
type RunCommand = Exclude<Extract<CommandName, `runs.${string}`>, ControlCommand>;

function runHandlers(services: Services): Pick<Handlers, RunCommand> {
  return {
    'runs.list': () => {
      const { runs, manager } = services.history();
      return runs.list().map((row) => withLiveState(row, manager));
    },
    'runs.start': async ({ plan, planId, confirmed, environment }) => {
      const folder = folderOf(services, planId);
      const { id } = await services.history().manager.start({
        plan: sentPlanFrom(plan, environment),
        planId,
        confirmed,
        folder,
        secretOf: (name) => services.secrets.value(name),
      });
      return { runId: id };
    },
    'runs.open': ({ id }) => {
      const { runs, manager } = services.history();
      const detail = runs.open(id);
      if (detail === null) throw noSuchRun();
      if (detail.row.reason?.startsWith(DAMAGED_RUN) === true) services.noteDamagedRun();
      return { ...detail, row: withLiveState(detail.row, manager) };
    },
    'runs.describe': ({ id, ...description }) => {
      const { manager } = services.history();
      return withLiveState(manager.describe(id, description), manager);
    },
    'runs.pin': ({ id, isBaseline }) => {
      if (!services.history().runs.pin(id, isBaseline)) throw noSuchRun();
      return null;
    },
    'runs.examples': ({ id, ...kind }) => services.history().runs.examples(id, kind),
    'runs.delete': ({ id }) => {
      const { runs, manager } = services.history();
      if (manager.stateOf(id) !== null)
        throw new UserError('run_active', 'This run is still going on. Stop it before you delete it.');
      runs.remove(id);
      return null;
    },
    'runs.restore': ({ id }) => {
      services.history().runs.restore(id);
      return null;
    },
    'runs.export': (input) => exportRun(services, input),
  };
}

/** The commands that act on the run that is going on. */
function controlHandlers(services: Services): Pick<Handlers, ControlCommand> {
  const manager = (): ReturnType<Services['history']>['manager'] => services.history().manager;
  return {
    'runs.stop': ({ id }) => {
      manager().stop(id);
      return null;
    },
    'runs.cancelStart': () => {
      manager().cancelStart();
      return null;
    },
    'runs.pause': ({ id }) => {
      manager().pause(id);
      return null;
    },
    'runs.resume': ({ id }) => {
      manager().resume(id);
      return null;
    },
    'runs.adjust': ({ id, ...change }) => {
      manager().adjust(id, change);
      return null;
    },
  };
}

function sampleHandlers(services: Services): Pick<Handlers, SampleCommand> {
  const samples = (): SampleQueries => services.history().samples;
  return {
    'samples.figures': (input) => samples().ask('samples.figures', input),
    'samples.series': (input) => samples().ask('samples.series', input),
    'samples.groups': (input) => samples().ask('samples.groups', input),
    'samples.page': (input) => samples().ask('samples.page', input),
    'samples.place': (input) => samples().ask('samples.place', input),
    'samples.request': (input) => samples().ask('samples.request', input),
    'samples.journeys': (input) => samples().ask('samples.journeys', input),
    'samples.causes': async (input) => {
      const { runs } = services.history();
      const found = await samples().ask('samples.causes', input);
      return withSharedTraits(found, runs.row(input.runId) ?? noRun());
    },
  };
}

function compareHandlers(services: Services): Pick<Handlers, 'compare.runs' | 'compare.export'> {
  return {
    'compare.runs': ({ ids, step }) => compareStored(services, ids, step),
    'compare.export': ({ ids, exportId }) => exportComparison(services, ids, exportId),
  };
}

async function compareStored(
  services: Services,
  ids: readonly string[],
  step: CommandArguments<'compare.runs'>['step'] = null,
): Promise<CommandOutputs['compare.runs']> {
  const { runs, comparer } = services.history();
  return await comparer.compare(
    ids.map((id) => runs.row(id) ?? noRun()),
    step,
  );
}

async function exportComparison(services: Services, ids: readonly string[], exportId: string): Promise<ExportDelivery> {
  const file = services.exportOfComparison(await compareStored(services, ids));
  return await services.deliverExport(services.exports.follow(exportId, file));
}

async function exportRun(services: Services, input: CommandArguments<'runs.export'>): Promise<ExportDelivery> {
  const { id, kind, exportId, filter } = input;
  const row = services.history().runs.row(id);
  if (row === null) throw noSuchRun();
  return await services.deliverExport(services.exports.follow(exportId, services.exportOf(row, kind, filter)));
}

/** A person's changes to the plan are kept; only the address of the shop and the path of its data are updated. */
async function saveShopPlan({ shop, plans }: ReturnType<Services['history']>): Promise<PlanRow> {
  const plan = await shop.plan();
  const before = plans.list().find((row) => row.plan.name === plan.name);
  if (before === undefined) return plans.save(null, plan);
  const data = (before.plan.data ?? []).map((set) => ({
    ...set,
    file: plan.data?.find(({ name }) => name === set.name)?.file ?? set.file,
  }));
  const kept = {
    ...before.plan,
    variables: { ...before.plan.variables, ...plan.variables },
    ...(data.length === 0 ? {} : { data }),
  };
  return plans.save(before.id, kept);
}

/** The folder from which relative paths of a plan count: where it was opened, otherwise the host's default. */
function folderOf(services: Services, planId: string | null): string {
  return (planId === null ? undefined : services.history().plans.open(planId)?.folder) ?? services.planFolder;
}

function withLiveState<R extends RunBrief>(row: R, manager: ReturnType<Services['history']>['manager']): R {
  const state = manager.stateOf(row.id);
  return state === null ? row : { ...row, state };
}

function planFrom(input: unknown, environment: string | null = null): Plan {
  const parsed = parsePlan(input, environment);
  if (parsed.ok) return parsed.value;
  throw UserError.from(parsed.failure);
}

/** Parses a plan that is about to be sent. */
function sentPlanFrom(input: unknown, environment: string | null = null): Plan {
  const parsed = refuseUnfilled(input, parsePlan(input, environment));
  if (parsed.ok) return parsed.value;
  throw UserError.from(parsed.failure);
}

function noRun(): never {
  throw noSuchRun();
}

function noSuchRun(): UserError {
  return new UserError('not_found', 'This run is not in the history any more.');
}
