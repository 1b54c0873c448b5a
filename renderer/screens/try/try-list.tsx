// The steps of a try in the order in which they were sent: verdict, checks, status and time; why one failed, and why others were
// not sent.
import { Switch } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconUser } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { formatSpan, NO_VALUE, timeFigure } from '../../../shared/format.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { TriedStep } from '../../../shared/try-once.ts';
import { markOfFamily } from '../../charts/marks.ts';
import { OutcomeMark } from '../../charts/outcome-mark.tsx';
import { choosePauses, useHasPauses, type PlanTry, type TriedEntry } from '../../host/plan-tries.ts';
import { checksWords, pausesMs, serverWords, tryVerdict } from './try-words.ts';
import css from './try-screen.module.css';
import textCss from '../../ui/text.module.css';

interface TryListProps {
  readonly planId: string;
  readonly tried: PlanTry;
  /** Counted through all scenarios. */
  readonly chosen: number;
  readonly onChoose: (at: number) => void;
}

export function TryList({ planId, tried, chosen, onChoose }: TryListProps) {
  const list = useRef<HTMLOListElement>(null);
  const count = tried.steps.length;
  useEffect(() => {
    // As long as no field has the focus, the arrow keys move through the steps at once.
    if (tried.state !== 'trying' && document.activeElement === document.body) focusRow(list.current, chosen);
  }, [tried.state, chosen]);

  function handleKey(event: KeyboardEvent): void {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: count - 1 }[event.key];
    if (to === undefined || to < 0 || to >= count) return;
    event.preventDefault();
    onChoose(to);
    focusRow(list.current, to);
  }

  return (
    <nav className={css['list']} aria-label="Steps of the try">
      <Verdict tried={tried} />
      <ol ref={list} className={css['list-rows']}>
        {groupsOf(tried).map(({ name, first, entries }) => (
          <li key={first}>
            {name !== null && <p className={css['list-scenario']}>{name}</p>}
            <ol aria-label={name ?? 'Steps'}>
              {entries.map((entry, place) => (
                <li key={place}>
                  <Row
                    entry={entry}
                    isChosen={first + place === chosen}
                    isNext={tried.state === 'trying' && nextOf(tried) === first + place}
                    onChoose={() => onChoose(first + place)}
                    onKey={handleKey}
                  />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      <Pauses planId={planId} plan={tried.plan} />
    </nav>
  );
}

/** Whether the next try waits between its steps; nothing for a plan that does not. */
function Pauses({ planId, plan }: { readonly planId: string; readonly plan: Plan }) {
  const hasPauses = useHasPauses(planId);
  const lastsMs = pausesMs(plan);
  if (lastsMs === 0) return null;
  return (
    <Switch
      className={css['pauses'] ?? ''}
      size="xs"
      label={`With pauses, about ${formatSpan(lastsMs)}`}
      checked={hasPauses}
      onChange={(event) => choosePauses(planId, event.currentTarget.checked)}
    />
  );
}

interface EntryGroup {
  /** Null if there is nothing to distinguish. */
  readonly name: string | null;
  /** The index of its first step among all steps of the try. */
  readonly first: number;
  readonly entries: readonly TriedEntry[];
}

function groupsOf({ plan, steps }: PlanTry): readonly EntryGroup[] {
  const groups: { name: string | null; first: number; entries: TriedEntry[] }[] = [];
  for (const [at, entry] of steps.entries()) {
    const last = groups.at(-1);
    if (last?.entries[0]?.scenario === entry.scenario) last.entries.push(entry);
    else {
      const scenario = plan.scenarios[entry.scenario ?? -1]?.name ?? 'Before the run';
      const hasName = plan.scenarios.length > 1 || (plan.before ?? []).length > 0;
      groups.push({ name: hasName ? scenario : null, first: at, entries: [entry] });
    }
  }
  return groups;
}

function Verdict({ tried }: { readonly tried: PlanTry }) {
  const { kind, title, note } = tryVerdict(tried);
  return (
    <output className={css['verdict']} data-kind={kind}>
      <span>
        {kind === 'passed' && <IconCircleCheck size={18} stroke={1.75} aria-hidden />}
        {kind === 'failed' && <IconCircleX size={18} stroke={1.75} aria-hidden />}
        {kind === 'trying' && <i className={css['dot']} />}
        <strong>{title}</strong>
      </span>
      <span className={css['verdict-note']}>{note}</span>
    </output>
  );
}

interface RowProps {
  readonly entry: TriedEntry;
  readonly isChosen: boolean;
  readonly isNext: boolean;
  readonly onChoose: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function Row({ entry, isChosen, isNext, onChoose, onKey }: RowProps) {
  const { part, place, step: planned, tried: step } = entry;
  const last = step?.exchanges.at(-1) ?? null;
  const said = step?.state === 'failed' ? serverWords(last?.response?.body ?? null) : null;
  return (
    <button
      type="button"
      aria-current={isChosen ? 'step' : undefined}
      tabIndex={isChosen ? 0 : -1}
      className={css['row']}
      data-state={step?.state ?? 'waiting'}
      onClick={onChoose}
      onKeyDown={onKey}
    >
      <span className={css['row-line']}>
        <span className={css['row-number']}>
          {part === 'per-vu' ? <IconUser size={13} stroke={1.75} aria-label="Once a user" /> : place + 1}
        </span>
        <span className={css['row-name']}>{planned.name}</span>
        {step !== null && <span className={css['row-checks']}>{checksWords(step)}</span>}
        {isNext && <i className={css['dot']} />}
        {step?.state === 'skipped' && <span className={css['row-skipped']}>skipped</span>}
        {step !== null && step.state !== 'skipped' && <Status step={step} />}
      </span>
      {step !== null && step.reason !== null && (
        <span className={css['row-reason']}>
          {said !== null && `The server said “${said}”. `}
          {step.reason}
        </span>
      )}
    </button>
  );
}

function Status({ step }: { readonly step: TriedStep }) {
  const last = step.exchanges.at(-1);
  const status = last?.response?.status ?? 0;
  const { value, unit } = timeFigure(last?.times.service ?? null);
  const family = step.state === 'passed' ? 'ok' : status >= 500 ? 'http_5xx' : status >= 400 ? 'http_4xx' : 'check_failed';
  const mark = markOfFamily(step.state === 'failed' && status === 0 ? 'no_response' : family);
  return (
    <>
      <span className={css['row-status']}>
        <OutcomeMark mark={mark} size={9} />
        {status === 0 ? NO_VALUE : status}
      </span>
      <span className={css['row-time']}>
        {value} <span className={textCss['unit']}>{unit}</span>
      </span>
    </>
  );
}

/** The first step that has not ended. */
function nextOf({ steps }: PlanTry): number {
  return steps.findIndex(({ tried }) => tried === null);
}

function focusRow(list: HTMLElement | null, at: number): void {
  list?.querySelectorAll<HTMLElement>('button')[at]?.focus();
}
