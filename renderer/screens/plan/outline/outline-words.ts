// The texts of the outline's rows besides their names. Pure.
import { formatCount, formatSpan, plural } from '../../../../shared/format.ts';
import { parseDuration } from '../../../../shared/duration.ts';
import { fileNameOf } from '../../../../shared/file-name.ts';
import type { SourcesDraft } from '../draft/draft-sources.ts';
import type { ScenarioDraft } from '../draft/draft-scenario.ts';
import type { StepAt } from '../draft/step-list.ts';

/** `rowCount`: the rows of the only data file, if they are known. */
export function sourcesWords(
  { variables, secrets, data }: SourcesDraft,
  rowCount: number | null,
): { readonly variables: string; readonly data: string } {
  const named = variables.filter(({ name }) => name.trim() !== '').length;
  const hidden = secrets.filter(({ name }) => name.trim() !== '').length;
  const words = [
    named > 0 && formatCount(named),
    hidden > 0 && `${named > 0 ? 'and ' : ''}${formatCount(hidden)} ${plural(hidden, 'secret')}`,
  ].filter((one) => one !== false);
  const files = data.map(({ file }) => fileNameOf(file)).filter((file) => file !== '');
  const rows = rowCount === null ? '' : `, ${formatCount(rowCount)} ${plural(rowCount, 'row')}`;
  return {
    variables: words.length === 0 ? 'none' : words.join(', '),
    data: files.length === 0 ? 'none' : files.length === 1 ? `${files[0] ?? ''}${rows}` : `${files.length} files`,
  };
}

/** "Step 5 of 7", "Step 1 of 2 before the run", "Once a user". */
export function stepPlaceWords({ list, step }: StepAt, count: number): string {
  if (list === 'perVu') return count === 1 ? 'Once a user' : `Step ${step + 1} of ${count} once a user`;
  return `Step ${step + 1} of ${count}${list === 'before' ? ' before the run' : ''}`;
}

/** Less would read "about 0 s". */
const LEAST_SAID_MS = 500;

/** "7 steps, about 14 s": includes the pauses, as far as they are known. */
export function scenarioWords({ steps }: ScenarioDraft): string {
  const pause = steps.reduce((sum, { think }) => {
    const least = parseDuration(think.least) ?? 0;
    const most = parseDuration(think.most) ?? least;
    if (think.kind === 'none') return sum;
    return sum + (think.kind === 'fixed' ? least : (least + most) / 2);
  }, 0);
  const count = `${formatCount(steps.length)} ${plural(steps.length, 'step')}`;
  return pause < LEAST_SAID_MS ? count : `${count}, about ${formatSpan(pause)}`;
}
