// The commands for capacity searches and ladders.
import { z } from 'zod';
import type { CapacityRow } from './capacity-search.ts';
import { runDescriptionFields } from '../run-description.ts';
import { capacitySettingsSchema, ladderSchema } from './capacity-settings.ts';

export const CAPACITY_EXPORT_KINDS = ['html', 'json', 'md'] as const;
export type CapacityExportKind = (typeof CAPACITY_EXPORT_KINDS)[number];

const id = z.string().min(1).max(100);

export const CAPACITY_INPUTS = {
  'capacity.list': z.strictObject({}),
  /** `planId`, `confirmed` and `environment` as in runs.start; with a ladder its rates are sent and nothing is searched. */
  'capacity.start': z.strictObject({
    plan: z.unknown(),
    planId: id.nullable(),
    settings: capacitySettingsSchema,
    ladder: ladderSchema.nullable().default(null),
    confirmed: z.array(z.string()).default([]),
    environment: z.string().nullable().default(null),
  }),
  /** Continues a search that ended early from its known trials. `confirmed` as in runs.start. */
  'capacity.resume': z.strictObject({ id, confirmed: z.array(z.string()).default([]) }),
  'capacity.stop': z.strictObject({ id }),
  'capacity.describe': z.strictObject({ id, ...runDescriptionFields }),
  'capacity.delete': z.strictObject({ id }),
  'capacity.restore': z.strictObject({ id }),
  /** `exportId` as in runs.export. */
  'capacity.export': z.strictObject({ id, kind: z.enum(CAPACITY_EXPORT_KINDS), exportId: id }),
} as const;

export interface CapacityOutputs {
  /** Newest first. */
  'capacity.list': readonly CapacityRow[];
  'capacity.start': { readonly id: string };
  'capacity.resume': null;
  /** The trials so far are kept. */
  'capacity.stop': null;
  'capacity.describe': CapacityRow;
  'capacity.delete': null;
  'capacity.restore': null;
}
