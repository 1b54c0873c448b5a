// One value of a recording as a row: a checkbox, its origin, its uses, what the replays extracted, and the verdict.
import { Checkbox } from '@mantine/core';
import {
  IconAlertCircle,
  IconCircleCheckFilled,
  IconKeyboard,
  IconLock,
  IconQuestionMark,
  IconRefresh,
} from '@tabler/icons-react';
import type { FoundValue } from '../../../shared/plan/from/correlate/found-value.ts';
import type { ProvedValue, ValueVerdict } from '../../../shared/plan/from/correlate/replay.ts';
import { sourceWords } from '../../../shared/plan/journey/extract-words.ts';
import type { ValueChoice } from '../../host/chosen-plan.ts';
import textCss from '../../ui/text.module.css';
import css from './value-list.module.css';

interface ValueRowProps {
  readonly found: FoundValue;
  readonly proved: ProvedValue | null;
  /** The name of a step by its index. */
  readonly stepName: (step: number) => string;
  readonly choice: ValueChoice;
  readonly onChoose: (found: FoundValue, choice: ValueChoice) => void;
}

const LOOK = {
  dynamic: { name: 'Dynamic, proved', note: 'differs between the replays', Icon: IconCircleCheckFilled, tone: 'good' },
  changed: { name: 'Dynamic, proved', note: 'differs from the recording', Icon: IconCircleCheckFilled, tone: 'good' },
  made: { name: 'New each time', note: '', Icon: IconRefresh, tone: 'made' },
  fixed: { name: 'Fixed, left alone', note: 'same in both replays', Icon: IconLock, tone: 'quiet' },
  typed: { name: 'Typed by a person', note: 'may differ for each user', Icon: IconKeyboard, tone: 'quiet' },
  unresolved: { name: 'Unresolved', note: 'a replay did not find it', Icon: IconAlertCircle, tone: 'bad' },
} as const satisfies Readonly<Record<ValueVerdict, unknown>>;
const NOT_PROVED = { name: 'Not proved yet', note: 'two replays prove it', Icon: IconQuestionMark, tone: 'quiet' } as const;

export function ValueRow({ found, proved, stepName, choice, onChoose }: ValueRowProps) {
  const { name, value, consumers } = found;
  const verdict = verdictOf(found, proved);
  const { name: words, note, Icon, tone } = verdict === null ? NOT_PROVED : LOOK[verdict];
  const used = stepsWords(consumers);
  return (
    <tr data-verdict={verdict ?? undefined} data-kept={choice === 'keep'}>
      <td>
        <Checkbox
          size="xs"
          checked={choice !== 'keep'}
          onChange={({ currentTarget }) => onChoose(found, currentTarget.checked ? 'take' : 'keep')}
          aria-label={labelOf(found, used)}
        />
      </td>
      <td>
        <code className={`${textCss['name-chip']} ${css['name']}`}>{name}</code>
        <span className={css['recorded']} title={value}>
          {value}
        </span>
      </td>
      <td>
        <Origin found={found} stepName={stepName} />
      </td>
      <td>{used}</td>
      <td>
        <Replays replays={proved?.replays ?? []} />
      </td>
      <td>
        <span className={css['verdict']} data-tone={tone}>
          <Icon size={15} stroke={1.75} aria-hidden />
          {words}
        </span>
        <span className={css['under']}>
          {found.kind === 'unknown' || found.kind === 'typed' ? (
            <Kinds found={found} choice={choice} onChoose={onChoose} />
          ) : found.kind === 'made' ? (
            <>
              sent as{' '}
              <code className={`${textCss['name-chip']} ${css['name']}`}>{found.template.replace(/^\{\{(\$\w+).*$/s, '$1')}</code>
            </>
          ) : (
            note
          )}
        </span>
      </td>
    </tr>
  );
}

function verdictOf(found: FoundValue, proved: ProvedValue | null): ValueVerdict | null {
  if (proved !== null) return proved.verdict;
  if (found.kind === 'made' || found.kind === 'typed') return found.kind;
  return found.kind === 'unknown' ? 'unresolved' : null;
}

/** A value without a known origin stays as it is, comes from a data file, or is a secret. */
function Kinds({ found, choice, onChoose }: Omit<ValueRowProps, 'proved' | 'stepName'>) {
  const kinds: readonly (readonly [ValueChoice, string])[] = [
    ['keep', 'Fixed'],
    ['take', 'Data'],
    ['secret', 'Secret'],
  ];
  return (
    <fieldset className={css['kinds']} aria-label={`What happens to ${found.name}`}>
      {kinds.map(([kind, words]) => (
        <button key={kind} type="button" aria-pressed={choice === kind} onClick={() => onChoose(found, kind)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}

function Origin({ found, stepName }: Pick<ValueRowProps, 'found' | 'stepName'>) {
  if (found.kind !== 'taken')
    return (
      <>
        no response holds it
        <span className={css['under']}>{ORIGIN[found.kind]}</span>
      </>
    );
  const { producer, extract } = found;
  const words = sourceWords(extract);
  return (
    <>
      <span className={css['origin']} title={stepName(producer)}>
        <span className={css['step']}>{producer + 1}</span> {stepName(producer)}
      </span>
      <span className={css['recorded']} title={words}>
        {words}
      </span>
    </>
  );
}

const ORIGIN: Readonly<Record<Exclude<FoundValue['kind'], 'taken'>, string>> = {
  made: 'generated by the page',
  typed: 'a field that a person fills in',
  unknown: 'it looks random',
  secret: 'a secret',
};

function Replays({ replays }: { readonly replays: readonly (string | null)[] }) {
  if (replays.length === 0) return <span className={css['note']}>–</span>;
  return replays.map((value, at) => (
    <span key={at} className={css['replayed']} title={value ?? undefined}>
      {value ?? 'not found'}
    </span>
  ));
}

function labelOf({ kind, name, ...found }: FoundValue, used: string): string {
  const from = kind === 'taken' && 'producer' in found ? `, from step ${found.producer + 1}` : '';
  return `${kind === 'typed' || kind === 'unknown' ? 'Read' : 'Take'} ${name}${from}, used in ${used}`;
}

/** "2, 4 to 7" */
function stepsWords(steps: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const step of steps) {
    const last = spans.at(-1);
    if (last !== undefined && step === last[1] + 1) last[1] = step;
    else spans.push([step, step]);
  }
  return spans
    .map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}${to === from + 1 ? ', ' : ' to '}${to + 1}`))
    .join(', ');
}
