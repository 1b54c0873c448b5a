// Beside an exchange: its checks, its extractions, the values known before it, and the cookies.
import { IconCircleCheck, IconForbid } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sourceWords } from '../../../shared/plan/journey/extract-words.ts';
import { variablesOf } from '../../../shared/plan/journey/plan-variables.ts';
import { textsOf } from '../../../shared/plan/journey/step-texts.ts';
import { namesIn } from '../../../shared/plan/journey/template.ts';
import type { Step } from '../../../shared/plan/plan.ts';
import { HIDDEN, isSecretField } from '../../../shared/plan/secret.ts';
import { jsonText, type JsonValue } from '../../../shared/plan/journey/value.ts';
import type { TriedStep } from '../../../shared/try-once.ts';
import type { PlanTry, TriedEntry } from '../../host/plan-tries.ts';
import { adviceOf } from './try-advice.ts';
import type { ValueActions } from './value-actions.ts';
import css from './try-side.module.css';
import textCss from '../../ui/text.module.css';
import { shorten } from '../../../shared/shorten.ts';

interface TrySideProps {
  readonly tried: PlanTry;
  /** Counted through all scenarios. */
  readonly at: number;
  /** The step in the current plan; null if it has become another one. */
  readonly source: Step | null;
  readonly actions: ValueActions;
  readonly onChoose: (at: number) => void;
}

export function TrySide({ tried, at, source, actions, onChoose }: TrySideProps) {
  const entry = tried.steps[at];
  const step = entry?.tried ?? null;
  const extracts = Object.entries(entry?.step.extract ?? {});
  const taken = new Map((step?.values ?? []).map(({ name, value }) => [name, value]));
  const known = knownBefore(tried, at);
  return (
    <aside className={css['side']} aria-label="Checks, values and cookies">
      <Section title="Checks" note={checksNote(step)}>
        {(step?.checks ?? []).map(({ name, passed, reason }, index) => (
          <p className={css['check']} data-failed={passed ? undefined : ''} key={index}>
            {passed ? (
              <IconCircleCheck size={14} stroke={1.75} aria-hidden />
            ) : (
              <IconForbid size={14} stroke={1.75} aria-hidden />
            )}
            <span>
              <span className={textCss['visually-hidden']}>{passed ? 'Passed: ' : 'Failed: '}</span>
              {name}
              {reason !== null && <small>{reason}</small>}
            </span>
          </p>
        ))}
        {(step?.checks ?? []).length === 0 && <p className={css['none']}>Press a value of the response to check it.</p>}
      </Section>
      {step !== null && source !== null && <IfRight step={step} source={source} actions={actions} />}
      {extracts.length > 0 && (
        <Section title="Taken from the response" note={`${taken.size} of ${extracts.length}`}>
          {extracts.map(([name, extract]) => (
            <div className={css['taken']} key={name}>
              <p>
                <span className={textCss['value-chip']} data-missing={taken.has(name) ? undefined : ''}>
                  {name}
                </span>{' '}
                <code>{takenWords(taken.get(name))}</code>
              </p>
              <p className={css['none']}>{sourceWords(extract)}</p>
              <UsedIn name={name} steps={tried.steps} scenario={entry?.scenario ?? null} onChoose={onChoose} />
            </div>
          ))}
        </Section>
      )}
      {known.length > 0 && (
        <Section title="Known before it" note={String(known.length)}>
          <dl className={css['known']}>
            {known.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd title={value}>{value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <Section
        title="Cookies"
        note={step === null || step.cookies.length === 0 ? '' : `${step.cookies.length}, kept by this user`}
      >
        {(step?.cookies ?? []).map(({ name, value, domain, path, httpOnly, secure }) => (
          <p key={`${domain}${path}${name}`} className={css['cookie']}>
            <code>{name}</code> <code className={css['none']}>{value}</code>
            <small>
              For {domain}
              {path === '/' ? '' : path}
              {httpOnly ? ', HttpOnly' : ''}
              {secure ? ', Secure' : ''}
            </small>
          </p>
        ))}
        {(step?.cookies ?? []).length === 0 && <p className={css['none']}>None so far.</p>}
      </Section>
    </aside>
  );
}

interface IfRightProps {
  readonly step: TriedStep;
  readonly source: Step;
  readonly actions: ValueActions;
}

/** The one-click suggestions. */
function IfRight({ step, source, actions }: IfRightProps) {
  const advice = adviceOf(source, step);
  if (advice.length === 0) return null;
  return (
    <Section title="If this response is right" note="">
      <ul className={css['advice']}>
        {advice.map(({ words, row }) => (
          <li key={words}>
            <button type="button" onClick={() => actions.put(row)}>
              {words}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}

function Section({ title, note, children }: SectionProps) {
  return (
    <section>
      <h3>
        {title} <span>{note}</span>
      </h3>
      {children}
    </section>
  );
}

interface UsedInProps {
  readonly name: string;
  readonly steps: readonly TriedEntry[];
  /** Null for a step before the run, whose values are known everywhere. */
  readonly scenario: number | null;
  readonly onChoose: (at: number) => void;
}

function UsedIn({ name, steps, scenario, onChoose }: UsedInProps) {
  const users = steps.flatMap(({ step, ...entry }, at) => {
    const isNear = scenario === null || entry.scenario === scenario;
    const uses = textsOf(step).some(({ text, isAfter }) => !isAfter && namesIn(text).includes(name));
    return isNear && uses ? [{ at, words: step.name }] : [];
  });
  if (users.length === 0) return <p className={css['none']}>No step uses it.</p>;
  return (
    <p className={css['none']}>
      Used in{' '}
      {users.map(({ at, words }, index) => (
        <span key={at}>
          {index > 0 && ', '}
          <button type="button" onClick={() => onChoose(at)}>
            {words}
          </button>
        </span>
      ))}
    </p>
  );
}

function checksNote(step: TriedStep | null): string {
  if (step === null || step.checks.length === 0) return '';
  const failed = step.checks.filter(({ passed }) => !passed).length;
  return failed === 0 ? `${step.checks.length} passed` : `${failed} failed`;
}

/** Variables, the data row, and the values of earlier steps; of a column such as `users.password` only that it has a value. */
function knownBefore({ plan, steps, data }: PlanTry, at: number): readonly { readonly name: string; readonly value: string }[] {
  const scenario = steps[at]?.scenario ?? null;
  const before = steps.slice(0, at).filter((one) => one.scenario === null || one.scenario === scenario);
  return [
    ...Object.entries(variablesOf(plan)).map(([name, value]) => ({ name, value: shown(value) })),
    ...(data[scenario ?? -1] ?? []).map(({ name, value }) => ({ name, value: isSecretField(name) ? HIDDEN : shown(value) })),
    ...before.flatMap(({ tried }) => tried?.values ?? []).map(({ name, value }) => ({ name, value: shown(value) })),
  ];
}

function takenWords(value: JsonValue | undefined): string {
  return value === undefined ? 'not taken' : shown(value);
}

function shown(value: JsonValue): string {
  return shorten(jsonText(value));
}
