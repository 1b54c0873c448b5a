// The values of a recording that may change: where each comes from, where it is used, and what two replays show.
import { Button } from '@mantine/core';
import { formatCount, plural } from '../../../shared/format.ts';
import type { FoundValue } from '../../../shared/plan/from/correlate/found-value.ts';
import type { ProvedValue } from '../../../shared/plan/from/correlate/replay.ts';
import { keyOf } from '../../../shared/plan/from/correlate/value-key.ts';
import type { ImportedRequest } from '../../../shared/plan/from/imported/imported.ts';
import { rowName } from './import-rows.ts';
import { choiceOf, type ImportChoice, type ValueChoice } from '../../host/chosen-plan.ts';
import type { Replayed } from './replay-twice.ts';
import textCss from '../../ui/text.module.css';
import css from './value-list.module.css';
import { ValueRow } from './value-row.tsx';

interface ValueListProps {
  readonly found: readonly FoundValue[];
  readonly requests: readonly ImportedRequest[];
  readonly values: ImportChoice['values'];
  readonly replayed: Replayed | null;
  readonly isReplaying: boolean;
  readonly steps: number;
  readonly onChoose: (found: FoundValue, choice: ValueChoice) => void;
  readonly onReplay: () => void;
}

export function ValueList({ found, requests, values, replayed, isReplaying, steps, onChoose, onReplay }: ValueListProps) {
  const proved = new Map(replayed?.proved.map((one) => [keyOf(one.found), one]));
  const rows = found.toSorted((one, other) => rankOf(one, proved) - rankOf(other, proved));
  const taken = found.filter((one) => choiceOf(one, values) === 'take').length;
  const stepName = (step: number): string => {
    const request = requests[step];
    return request === undefined ? '' : rowName(request);
  };
  return (
    <section className={css['values']} aria-label="Values that change">
      <div className={css['head']}>
        <h2>
          Values that change{' '}
          <span className={css['note']}>
            {formatCount(found.length)} found, {formatCount(taken)} taken
          </span>
        </h2>
        <span className={css['replay']}>
          {replayed !== null && (
            <span
              className={css['note']}
            >{`Replayed twice at ${new Date(replayed.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`}</span>
          )}
          <Button size="xs" loading={isReplaying} onClick={onReplay}>
            {`${replayed === null ? 'Replay twice' : 'Replay again'}, ${formatCount(steps * 2)} ${plural(steps * 2, 'request')}`}
          </Button>
        </span>
      </div>
      <div className={css['scroll']}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className={textCss['visually-hidden']}>Taken</span>
              </th>
              <th scope="col">Name and recorded value</th>
              <th scope="col">Comes from</th>
              <th scope="col">Used in</th>
              <th scope="col">Two replays</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <ValueRow
                key={keyOf(one)}
                found={one}
                stepName={stepName}
                proved={proved.get(keyOf(one)) ?? null}
                choice={choiceOf(one, values)}
                onChoose={onChoose}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Unresolved values come first, typed ones last. */
function rankOf(found: FoundValue, proved: ReadonlyMap<string, ProvedValue>): number {
  if (found.kind === 'typed') return 2;
  const verdict = proved.get(keyOf(found))?.verdict;
  return found.kind === 'unknown' || verdict === 'unresolved' ? 0 : 1;
}
