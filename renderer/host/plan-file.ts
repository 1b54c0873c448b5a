// A plan from a file: read, checked, saved, opened.
import { fail, type Failure, type Result } from '../../shared/errors.ts';
import { formatBytes } from '../../shared/format.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { markedEncoding } from '../../shared/text-encoding.ts';
import { parsePlanText } from '../../shared/plan/plan-parse.ts';
import { call, diskPathOf } from './client.ts';
import { readPlans } from './host-state.ts';
import { goTo } from '../route.ts';

const LARGEST_BYTES = 5_000_000;

/** Returns null once the plan is saved and open. */
export async function openPlanFile(file: File): Promise<Failure | null> {
  const plan = await readPlan(file);
  return plan.ok ? await openPlan(plan.value, folderOf(file)) : plan.failure;
}

/** For a plan that has already been read. `folder` is that of its file, if it has one and it is known. */
export async function openPlan(plan: Plan, folder: string | null = null): Promise<Failure | null> {
  const saved = await call('plans.save', { id: null, plan, folder });
  if (!saved.ok) return saved.failure;
  await readPlans();
  goTo({ screen: 'plans', planId: saved.value.id });
  return null;
}

function folderOf(file: File): string | null {
  return /^(.*[\\/])[^\\/]*$/.exec(diskPathOf(file) ?? '')?.[1] ?? null;
}

async function readPlan(file: File): Promise<Result<Plan>> {
  if (file.size > LARGEST_BYTES) {
    const sizes = `“${file.name}” has ${formatBytes(file.size)}, and the window opens plans of up to ${formatBytes(LARGEST_BYTES)}`;
    return fail('plan_invalid', `${sizes}. Put long bodies and data into files that the plan names.`);
  }
  try {
    const text = decodePlan(await file.arrayBuffer());
    if (text === null) return fail('plan_invalid', `“${file.name}” is not UTF-8 text. Save it as UTF-8.`);
    const parsed = parsePlanText(text);
    if (parsed.ok) return parsed;
    return { ok: false, failure: { ...parsed.failure, message: ofFile(file.name, parsed.failure.message) } };
  } catch {
    return fail('plan_invalid', `“${file.name}” cannot be read. Check that it is a file and that you may open it.`);
  }
}

/** The name of the file takes the place of what a sentence is about, or stands before it. */
function ofFile(name: string, message: string): string {
  return message.startsWith('The plan is ') ? message.replace('The plan', `“${name}”`) : `“${name}”: ${message}`;
}

/** Decodes UTF-8, or UTF-16 with a byte order mark; returns null for anything else, so that no character is silently replaced. */
function decodePlan(buffer: ArrayBuffer): string | null {
  try {
    return new TextDecoder(markedEncoding(new Uint8Array(buffer)), { fatal: true }).decode(buffer);
  } catch {
    return null;
  }
}
