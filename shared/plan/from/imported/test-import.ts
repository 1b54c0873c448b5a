// Imports a text and makes a plan of it, for tests.
import type { Plan } from '../../plan.ts';
import { parsePlan } from '../../plan-parse.ts';
import { importedPlan, USUAL_CHOICES, type ImportChoices, type ImportResult } from './imported-plan.ts';
import type { CompanionFile, Imported } from './imported.ts';
import { readImport } from './read-import.ts';

export function imported(...texts: readonly string[]): Imported {
  const read = readImport(texts.map((text, at) => ({ path: `file-${at + 1}`, text })));
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

export interface Made {
  readonly plan: Plan;
  readonly files: readonly CompanionFile[];
  readonly values: ImportResult['values'];
  readonly notTicked: readonly string[];
  readonly leftOut: readonly string[];
}

/** The plan after Onrush has parsed it. */
export function made(text: string | readonly string[], choices: Partial<ImportChoices> = {}): Made {
  const { plan, files, values, notTicked, leftOut } = importedPlan(imported(...[text].flat()), { ...USUAL_CHOICES, ...choices });
  const parsed = parsePlan(plan);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return { plan: parsed.value, files, values, notTicked, leftOut };
}

/** The sentence that says why a text cannot be read. */
export function refusal(text: string): string {
  const read = readImport([{ path: 'file', text }]);
  if (!read.ok) return read.failure.message;
  try {
    importedPlan(read.value);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The text was read');
}
