// The values that one response gives to a later request: each with where it comes from, where it is used, and whether it changes.
import { Button, Checkbox } from '@mantine/core';
import { formatCount, plural } from '../../../shared/format.ts';
import type { FoundValue } from '../../../shared/plan/from/correlate/found-value.ts';
import type { ProvedValue, Verdict } from '../../../shared/plan/from/correlate/replay.ts';
import { sourceWords } from '../../../shared/plan/journey/extract-schema.ts';
import type { Replayed } from './replay-twice.ts';
import css from './value-list.module.css';

interface ValueListProps {
  readonly values: readonly FoundValue[];
  readonly kept: ReadonlySet<string>;
  readonly replayed: Replayed | null;
  readonly isReplaying: boolean;
  readonly steps: number;
  readonly onKeep: (value: string, isKept: boolean) => void;
  readonly onReplay: () => void;
}

const VERDICT: Readonly<Record<Verdict, readonly [name: string, note: string]>> = {
  dynamic: ['Dynamic, proved', 'differs between replays'],
  made: ['New each time', 'made by the client'],
  fixed: ['Fixed, left alone', 'same in both replays'],
  unresolved: ['Unresolved', 'a replay did not find it'],
};

export function ValueList({ values, kept, replayed, isReplaying, steps, onKeep, onReplay }: ValueListProps) {
  const proved = new Map(replayed?.proved.map((one) => [one.found.value, one]));
  const rows = values.toSorted(
    (one, other) => Number(isUnresolved(proved.get(other.value))) - Number(isUnresolved(proved.get(one.value))),
  );
  return (
    <section className={css['values']} aria-label="Values that change">
      <div className={css['head']}>
        <h2>
          Values that change <span className={css['note']}>{formatCount(values.length)} found</span>
        </h2>
        <Button size="xs" loading={isReplaying} onClick={onReplay}>
          {`${replayed === null ? 'Replay twice' : 'Replay again'}, ${formatCount(steps * 2)} ${plural(steps * 2, 'request')}`}
        </Button>
      </div>
      <div className={css['scroll']}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Taken</span>
              </th>
              <th scope="col">Name and recorded value</th>
              <th scope="col">Comes from</th>
              <th scope="col">Used in</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((found) => (
              <Row
                key={found.value}
                found={found}
                proved={proved.get(found.value) ?? null}
                isKept={kept.has(found.value)}
                onKeep={onKeep}
              />
            ))}
          </tbody>
        </table>
      </div>
      {replayed !== null && (
        <div className={css['beside']}>
          <h3>Replay beside recording</h3>
          {replayed.differences.length === 0 ? (
            <p>Every step went as recorded.</p>
          ) : (
            <ul>
              {replayed.differences.slice(0, 4).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
              {replayed.differences.length > 4 && <li>and {formatCount(replayed.differences.length - 4)} more</li>}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

function isUnresolved(proved: ProvedValue | undefined): boolean {
  return proved?.verdict === 'unresolved';
}

interface RowProps {
  readonly found: FoundValue;
  readonly proved: ProvedValue | null;
  readonly isKept: boolean;
  readonly onKeep: (value: string, isKept: boolean) => void;
}

function Row({ found, proved, isKept, onKeep }: RowProps) {
  const { name, value, producer, extract, builtIn, consumers } = found;
  const [verdict, note] = proved === null ? ['Not proved yet', ''] : VERDICT[proved.verdict];
  const used = consumers.map((at) => at + 1).join(', ');
  return (
    <tr data-verdict={proved?.verdict}>
      <td>
        <Checkbox
          size="xs"
          checked={!isKept}
          onChange={({ currentTarget }) => onKeep(value, !currentTarget.checked)}
          aria-label={`Take ${name}${producer === null ? '' : `, from step ${producer + 1}`}, used in steps ${used}`}
        />
      </td>
      <td>
        <code className={css['name']}>{name}</code>
        <span className={css['recorded']} title={value}>
          {value}
        </span>
      </td>
      <td>
        {producer === null ? (
          <span className={css['note']}>no response holds it</span>
        ) : (
          <>
            step {producer + 1}
            <span className={css['recorded']}>
              {extract === null ? '' : sourceWords({ ...extract, pick: extract.pick ?? 'first' })}
            </span>
          </>
        )}
      </td>
      <td>{used}</td>
      <td>
        {verdict}
        <span className={css['under']}>
          {builtIn === null ? (proved?.replays.join(', ') ?? '') || note : `sent as {{${builtIn}}}`}
        </span>
      </td>
    </tr>
  );
}
