// Hides secrets in what the requests of one iteration leave behind: those of the plan, and those in its rows of data files.
import type { RowPlace } from '../../../shared/plan/journey/data-row.ts';
import type { NameTable } from './name-table.ts';
import { growingRedactor, redactor, type Redact } from './redact.ts';

export type RedactIteration = (place: RowPlace) => Redact;

/** A redactor takes long to make, and rows are used again. */
const MOST_ROWS = 500;

/** Null if there is nothing to hide. */
export function redactIteration(secrets: readonly string[], names: NameTable): RedactIteration | null {
  const { hasSecretCells } = names;
  if (secrets.length === 0 && names.credentials.length === 0 && !hasSecretCells) return null;
  const ofPlan = growingRedactor(secrets, () => names.credentials);
  if (!hasSecretCells) return () => ofPlan;
  const ofRows = new Map<string, Redact>();
  return (place) => {
    const cells = names.secretCells(place);
    const key = JSON.stringify(cells);
    const known = ofRows.get(key);
    const ofRow = known ?? redactor(cells);
    if (ofRows.size === MOST_ROWS) ofRows.clear();
    if (known === undefined) ofRows.set(key, ofRow);
    return (text) => ofPlan(ofRow(text));
  };
}
