// The commands for capacity searches and ladders.
import { UserError } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { CommandArguments, CommandName, CommandOutputs } from '../../../shared/rpc.ts';
import type { Services } from './services.ts';

type CapacityCommand = Extract<CommandName, `capacity.${string}`>;
type CapacityHandlers = {
  readonly [N in CapacityCommand]: (input: CommandArguments<N>) => CommandOutputs[N] | Promise<CommandOutputs[N]>;
};

export interface SentPlans {
  /** @throws UserError plan_invalid */
  readonly sentPlanFrom: (plan: unknown, environment: string | null) => Plan;
  readonly folderOf: (planId: string | null) => string;
}

export function capacityHandlers(services: Services, { sentPlanFrom, folderOf }: SentPlans): CapacityHandlers {
  const searches = (): ReturnType<Services['history']>['searches'] => services.history().searches;
  return {
    'capacity.list': () => searches().list(),
    'capacity.start': async ({ plan, planId, settings, ladder, confirmed, environment }) => {
      const { id } = await searches().start({
        plan: sentPlanFrom(plan, environment),
        planId,
        settings,
        confirmed,
        folder: folderOf(planId),
        secretOf: (name) => services.secrets.value(name),
        ...(ladder === null ? {} : { ladder }),
      });
      return { id };
    },
    'capacity.resume': async ({ id, confirmed }) => {
      const { planId } = searches().open(id);
      await searches().resume(id, {
        confirmed,
        folder: folderOf(planId),
        secretOf: (name) => services.secrets.value(name),
      });
      return null;
    },
    'capacity.stop': ({ id }) => {
      if (!searches().stop(id)) throw new UserError('bad_request', 'This search is not running in this window.');
      return null;
    },
    'capacity.describe': ({ id, ...description }) => searches().describe(id, description),
    'capacity.delete': ({ id }) => {
      searches().remove(id);
      return null;
    },
    'capacity.restore': ({ id }) => {
      searches().restore(id);
      return null;
    },
    'capacity.export': async ({ id, kind, exportId }) =>
      await services.deliverExport(services.exports.follow(exportId, services.exportOfCapacity(searches().open(id), kind))),
  };
}
