// Opens a file according to its content: a plan of Onrush as a plan, anything else as an import.
import type { Failure } from '../../shared/errors.ts';
import { markedEncoding } from '../../shared/text-encoding.ts';
import { importFiles } from './plan-import.ts';
import { showFailure } from '../ui/toasts.tsx';
import { openPlanFile } from './plan-file.ts';
import { beginsAsPlan, PLAN_HEAD_BYTES } from '../../shared/plan/from/other-file.ts';
import { isPlanText } from './plan-text.ts';

/** Other programs write files of hundreds of megabytes, of which only the beginning is looked at. */
const LARGE_BYTES = 5_000_000;

/** Returns what is wrong with a plan; an import shows its problems on its own screen. */
export async function openChosenFiles(files: readonly File[]): Promise<Failure | null> {
  const [first] = files;
  if (first === undefined) return null;
  if (files.length === 1 && (await isPlanFile(first))) return await openPlanFile(first);
  await importFiles(files);
  return null;
}

export async function openAnyFile(files: readonly File[]): Promise<void> {
  const failure = await openChosenFiles(files);
  if (failure !== null) showFailure(failure);
}

/** A plan that is too large counts too, so that this is what is said about it. */
export async function isPlanFile(file: File): Promise<boolean> {
  if (file.size > LARGE_BYTES) return beginsAsPlan(await file.slice(0, PLAN_HEAD_BYTES).text());
  const bytes = await file.arrayBuffer();
  return isPlanText(new TextDecoder(markedEncoding(new Uint8Array(bytes))).decode(bytes));
}

const HEAD_BYTES = 4096;

/** True for requests of another program rather than results of a run, judged by its name or the beginning of its JSON. */
export async function holdsRequests(file: File): Promise<boolean> {
  if (/\.(?:har|har\.gz|bru|http|rest|jmx|ya?ml|sh)$/i.test(file.name)) return true;
  if (!file.name.endsWith('.json')) return false;
  const head = await file.slice(0, HEAD_BYTES).text();
  return (
    /^\uFEFF?\s*\{[^]*?"(?:openapi|swagger|__export_format|_postman_id|_postman_variable_scope)"\s*:/.test(head) ||
    /^\uFEFF?\s*\{\s*"log"\s*:/.test(head)
  );
}
