// The values that the step uses and makes, with their sources and uses. A pressed value highlights its places.
import { useId } from 'react';
import { classes } from '../../../ui/classes.ts';
import type { Draft } from '../draft/draft.ts';
import { stepName } from '../draft/draft-scenario.ts';
import type { NameIndex, NamePlace } from '../draft/name-index.ts';
import { stepAt, stepPath, type StepAt } from '../draft/step-list.ts';
import { useTried } from '../names/last-try.ts';
import { useNames } from '../names/names-context.ts';
import type { StepActions } from '../outline/use-step-actions.ts';
import { LastRun } from './last-run.tsx';
import { takenFrom } from './taken-from.ts';
import { valuesOfScenario, valuesOfStep, type ShownValue } from './step-values.ts';
import css from './values-panel.module.css';
import textCss from '../../../ui/text.module.css';

interface ValuesPanelProps {
  readonly draft: Draft;
  readonly index: NameIndex;
  readonly place: NamePlace;
  readonly actions: StepActions;
  /** null for a plan that was never saved. */
  readonly planId: string | null;
}

export function ValuesPanel({ draft, index, place, actions, planId }: ValuesPanelProps) {
  const titleId = useId();
  const { used, made } = valuesOfStep(index, place);
  const counts = [used.length > 0 && `${used.length} used`, made.length > 0 && `${made.length} made`].filter(
    (one) => one !== false,
  );
  return (
    <aside className={css['values']} aria-labelledby={titleId}>
      <h2 id={titleId}>
        Values in this step <span className={css['count']}>{counts.length === 0 ? 'none used' : counts.join(', ')}</span>
      </h2>
      {counts.length === 0 && (
        <p className={css['empty']}>
          Type <span className={textCss['mono']}>{'{{'}</span> in any field to use a variable, a column of a data file, or a value
          taken from an earlier response.
        </p>
      )}
      <ul>
        {used.map((value) => (
          <Value key={value.name} value={value} draft={draft} actions={actions} />
        ))}
      </ul>
      {made.length > 0 && <h3 className={css['group']}>Makes</h3>}
      <ul>
        {made.map((value) => (
          <Value key={value.name} value={value} madeAt={place} draft={draft} actions={actions} />
        ))}
      </ul>
      {planId !== null && <LastRun planId={planId} />}
    </aside>
  );
}

interface ScenarioValuesProps {
  readonly draft: Draft;
  readonly index: NameIndex;
  readonly scenario: number;
  readonly actions: StepActions;
}

/** Beside the settings of a scenario: what its steps make, and what comes from elsewhere. */
export function ScenarioValues({ draft, index, scenario, actions }: ScenarioValuesProps) {
  const titleId = useId();
  const { used, made } = valuesOfScenario(index, scenario);
  return (
    <aside className={css['values']} aria-labelledby={titleId}>
      <h2 id={titleId}>
        Values of this journey <span className={css['count']}>{made.length === 0 ? 'none made' : `${made.length} made`}</span>
      </h2>
      <ul>
        {made.map((value) => (
          <Value key={value.name} value={value} draft={draft} actions={actions} />
        ))}
      </ul>
      {used.length > 0 && <h3 className={css['group']}>From elsewhere</h3>}
      <ul>
        {used.map((value) => (
          <Value key={value.name} value={value} draft={draft} actions={actions} />
        ))}
      </ul>
    </aside>
  );
}

/** More steps are only counted: a variable for the server is used in all of them. */
const MOST_NAMED = 12;

interface ValueProps {
  readonly value: ShownValue;
  /** The step that makes it, if it is not the maker that the value names. */
  readonly madeAt?: StepAt;
  readonly draft: Draft;
  readonly actions: StepActions;
}

function Value({ value, madeAt, draft, actions }: ValueProps) {
  const names = useNames();
  const isChosen = names?.chosen === value.name;
  const last = useTried().values.get(value.name);
  const maker = value.maker ?? madeAt ?? null;
  const taken = maker === null ? null : takenFrom(draft, maker, value.name);
  return (
    <li className={css['value']} data-chosen={isChosen ? '' : undefined}>
      <div className={css['head']}>
        <button
          type="button"
          className={classes(css['chip'], textCss['mono'])}
          data-state={value.isFaulty ? 'unknown' : value.isUnused ? 'unused' : isChosen ? 'chosen' : 'known'}
          aria-pressed={isChosen}
          onClick={() => names?.choose(isChosen ? null : value.name)}
        >
          {value.name}
        </button>
        <span className={css['kind']}>{value.kind}</span>
      </div>
      {(value.maker !== null || taken !== null) && (
        <p>
          From {value.maker !== null && <StepLink draft={draft} at={value.maker} actions={actions} />}
          {value.maker !== null && taken !== null && ', '}
          {taken !== null && <span className={classes(css['source'], textCss['mono'])}>{taken.source}</span>}
          {taken !== null && taken.which}
        </p>
      )}
      {value.words !== '' && <p>{value.words}</p>}
      {value.users.length > 0 && (
        <p>
          Used in {value.users.length === 1 ? 'step' : 'steps'}{' '}
          {value.users.slice(0, MOST_NAMED).map((step, at) => (
            <span key={stepPath(step)}>
              {at > 0 && ', '}
              <button
                type="button"
                className={css['link']}
                aria-label={`${userWords(step)}: go there`}
                onClick={() => actions.go({ kind: 'step', ...step })}
              >
                {userWords(step)}
              </button>
            </span>
          ))}
          {value.users.length > MOST_NAMED && ` and ${value.users.length - MOST_NAMED} more`}
          {value.parts.length > 0 && `; here in ${value.parts.join(' and ')}`}
        </p>
      )}
      {last !== undefined && <p className={classes(css['last'], textCss['mono'])}>{last}</p>}
    </li>
  );
}

/** Steps of the journey by their number, others by their kind. */
function userWords({ list = 'steps', step }: StepAt): string {
  if (list === 'steps') return String(step + 1);
  return `${step + 1} (${list === 'before' ? 'before the run' : 'once a user'})`;
}

interface StepLinkProps {
  readonly draft: Draft;
  readonly at: StepAt;
  readonly actions: StepActions;
}

function StepLink({ draft, at, actions }: StepLinkProps) {
  const found = stepAt(draft, at);
  if (found === null) return null;
  return (
    <button type="button" className={css['link']} onClick={() => actions.go({ kind: 'step', ...at })}>
      {stepName(found)}
    </button>
  );
}
