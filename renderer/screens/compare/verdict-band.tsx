// The result of the comparison in words, beside its runs.
import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ComparedRun, Comparison, PairComparison } from '../../../shared/comparison.ts';
import { shownUrl } from '../../../shared/plan/journey/shown-url.ts';
import { headlineWords, meanWords } from '../../../shared/comparison-words.ts';
import { formatCount, plural } from '../../../shared/format.ts';
import { likenessOf } from '../../../shared/run-likeness.ts';
import { hrefOf } from '../../route.ts';
import { exactClockOf, dayOf } from '../../ui/day.ts';
import { useNow } from '../../ui/now.ts';
import { lookOf } from './run-looks.ts';
import { RunNumber } from '../../run-description/run-number.tsx';
import { RunBadge } from './run-mark.tsx';
import css from './compare-screen.module.css';
import { classes } from '../../ui/classes.ts';
import { stepsOf } from '../../../shared/plan/plan.ts';
import type { RunBrief } from '../../../shared/run.ts';
import { DEMO_NAMES } from '../../../shared/run.ts';

interface VerdictBandProps {
  readonly comparison: Comparison;
  readonly pair: PairComparison;
  /** The short name of the run that is compared with the baseline. */
  readonly name: string;
  /** Chooses the pair that is described, if there are several. */
  readonly pairs: ReactNode;
  /** For the runs as they are now, because a baseline may have been pinned since. */
  readonly isBaseline: (runId: string) => boolean;
  readonly handlePin: (runId: string, isBaseline: boolean) => void;
  readonly handleRemove: (runId: string) => void;
}

export function VerdictBand({ comparison, pair, name, pairs, isBaseline, handlePin, handleRemove }: VerdictBandProps) {
  const words = headlineWords(comparison, pair, name);
  const likeness = likenessOf(comparison.runs.map(({ row }) => row));
  return (
    <section className={css['compare-band']} aria-label="Verdict">
      <div className={`${css['compare-verdict']} is-${words.isWithheld ? 'none' : pair.headline.verdict}`}>
        {pairs}
        <h2>
          <span>{words.verdict}</span> {words.figures}
        </h2>
        <p>
          {words.isWithheld ? '' : meanWords(comparison, pair)} {demoWords(comparison.runs.map(({ row }) => row))}
        </p>
      </div>
      <div className={css['compare-runs']}>
        {comparison.runs.map((run, at) => (
          <Card
            key={`${at} ${run.row.id}`}
            run={run}
            index={at}
            isBaseline={isBaseline(run.row.id)}
            canRemove={comparison.runs.length > 2}
            handlePin={handlePin}
            handleRemove={handleRemove}
          />
        ))}
        <p className={likeness.isWarning ? classes(css['compare-likeness'], 'is-warning') : css['compare-likeness']}>
          {likeness.isWarning ? (
            <IconAlertTriangle size={16} stroke={1.75} aria-label="Warning" />
          ) : (
            <IconCircleCheck size={16} stroke={1.75} aria-hidden />
          )}
          {likeness.words}
        </p>
      </div>
    </section>
  );
}

interface CardProps {
  readonly run: ComparedRun;
  readonly index: number;
  readonly isBaseline: boolean;
  readonly canRemove: boolean;
  readonly handlePin: (runId: string, isBaseline: boolean) => void;
  readonly handleRemove: (runId: string) => void;
}

function Card({ run: { row, requests }, index, isBaseline, canRemove, handlePin, handleRemove }: CardProps) {
  const now = useNow();
  const url = shownUrl(stepsOf(row.plan)[0]?.url ?? '', row.plan);
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  const { letter } = lookOf(index);
  const Pin = isBaseline ? IconPinFilled : IconPin;
  return (
    <div className={css['compare-card']}>
      <RunBadge look={lookOf(index)} />
      <div>
        <span className={css['compare-card-name']}>
          <a href={hrefOf({ screen: 'run', runId: row.id })}>{row.name}</a>
          <RunNumber run={row} />
          <button
            type="button"
            className={isBaseline ? classes(css['compare-pin'], 'is-pinned') : css['compare-pin']}
            aria-pressed={isBaseline}
            aria-label={`Pin ${letter} as the baseline of its plan`}
            title={
              isBaseline ? 'Later runs of this plan are compared with this one' : 'Compare later runs of this plan with this one'
            }
            onClick={() => handlePin(row.id, !isBaseline)}
          >
            <Pin size={12} stroke={1.75} aria-hidden />
            {isBaseline ? 'baseline' : 'pin'}
          </button>
          {canRemove && (
            <ActionIcon aria-label={`Take ${letter} out of the comparison`} size={20} onClick={() => handleRemove(row.id)}>
              <IconX size={14} stroke={1.75} aria-hidden />
            </ActionIcon>
          )}
        </span>
        <span className={css['compare-card-facts']} title={url}>
          {dayOf(row.startedAt, now)} {exactClockOf(row.startedAt)}, {formatCount(requests)} {plural(requests, 'request')}
          {row.importedFrom === null ? '' : ', imported'}
          {path === '' ? '' : `, ${path}`}
        </span>
      </div>
    </div>
  );
}

function demoWords(runs: readonly Pick<RunBrief, 'plan'>[]): string {
  const names = new Set(runs.map(({ plan }) => plan.name));
  if (names.size !== 2 || !names.has(DEMO_NAMES.async) || !names.has(DEMO_NAMES.blocking)) return '';
  return 'Both servers need about 1 s to send a response. The blocking one sends one response at a time, so tasks wait for each other.';
}
