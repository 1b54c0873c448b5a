// A scenario in the outline: its heading, which can be folded, and its steps.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useContext, useState } from 'react';
import { formatPercent } from '../../../../shared/format.ts';
import type { Draft } from '../draft/draft.ts';
import { FaultContext } from '../draft/draft-form.tsx';
import { stepName, type ScenarioDraft } from '../draft/draft-scenario.ts';
import { isSamePlace, type EditorPlace } from '../draft/editor-place.ts';
import { canMove, shareOf, type StepAt } from '../draft/scenario-changes.ts';
import { useNames } from '../names/names-context.ts';
import { AddRow } from './add-row.tsx';
import { OutlineRow } from './outline-row.tsx';
import { scenarioWords } from './outline-words.ts';
import css from './outline.module.css';
import { threadOf } from './thread.ts';
import type { StepActions } from './use-step-actions.ts';

interface OutlineScenarioProps {
  readonly draft: Draft;
  readonly scenario: ScenarioDraft;
  readonly index: number;
  readonly place: EditorPlace;
  readonly isSimple: boolean;
  readonly dragged: StepAt | null;
  readonly actions: StepActions;
}

export function OutlineScenario({ draft, scenario, index, place, isSimple, dragged, actions }: OutlineScenarioProps) {
  const [isFolded, setFolded] = useState(false);
  const { faults } = useContext(FaultContext);
  const names = useNames();
  const thread = threadOf(names?.index.steps[index] ?? [], names?.place.scenario === index ? names.chosen : null);
  const counts = faultCounts(faults.keys(), index);
  return (
    <div className={css['part']}>
      {!isSimple && (
        <ScenarioRow
          draft={draft}
          scenario={scenario}
          index={index}
          isCurrent={isSamePlace(place, { kind: 'scenario', scenario: index })}
          isFolded={isFolded}
          onFold={setFolded}
          actions={actions}
        />
      )}
      {!isFolded &&
        scenario.steps.map((step, at) => {
          const isCurrent = isSamePlace(place, { kind: 'step', scenario: index, step: at });
          return (
            <OutlineRow
              key={at}
              scenario={index}
              step={at}
              method={step.method}
              name={rowName(stepName(step), step.method)}
              made={step.extract.map(({ name }) => name.trim()).join(' ')}
              chosen={names?.chosen ?? null}
              problems={counts.get(at) ?? 0}
              thread={thread[at] ?? null}
              isCurrent={isCurrent}
              isDragged={dragged?.scenario === index && dragged.step === at}
              canMove={canMove(draft, { scenario: index, step: at }, 1) || canMove(draft, { scenario: index, step: at }, -1)}
              actions={actions}
            />
          );
        })}
      {!isFolded && (
        <AddRow item={`add-${index}`} words="Add a step" level={isSimple ? 1 : 2} onAdd={() => actions.addStep(index)} />
      )}
    </div>
  );
}

interface ScenarioRowProps {
  readonly draft: Draft;
  readonly scenario: ScenarioDraft;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly isFolded: boolean;
  readonly onFold: (isFolded: boolean) => void;
  readonly actions: StepActions;
}

function ScenarioRow({ draft, scenario, index, isCurrent, isFolded, onFold, actions }: ScenarioRowProps) {
  const share = draft.scenarios.length === 1 ? null : shareOf(draft, index);
  const words = scenarioWords(scenario);
  const Fold = isFolded ? IconChevronRight : IconChevronDown;
  const name = scenario.name.trim() === '' ? 'Unnamed scenario' : scenario.name;
  return (
    <div
      role="treeitem"
      aria-level={1}
      aria-selected={isCurrent}
      aria-expanded={!isFolded}
      data-item={`scenario-${index}`}
      tabIndex={isCurrent ? 0 : -1}
      className={css['scenario-row']}
      onClick={() => actions.go({ kind: 'scenario', scenario: index })}
      onKeyDown={(event) => {
        if (event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
        if ((event.key === 'ArrowLeft') === isFolded) return;
        event.preventDefault();
        event.stopPropagation();
        onFold(event.key === 'ArrowLeft');
      }}
    >
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- ← and → fold */}
      <span
        className={css['fold']}
        onClick={(event) => {
          event.stopPropagation();
          onFold(!isFolded);
        }}
      >
        <Fold size={14} stroke={1.75} aria-hidden />
      </span>
      <span className={css['scenario-name']}>
        <span className="visually-hidden">Scenario </span>
        {name}
      </span>
      <span className={css['note']}>{words}</span>
      {share !== null && <span className={css['share']}>{formatPercent(share).replace(/\.0(?= ?%)/, '')}</span>}
    </div>
  );
}

/** By step: how many of its fields are shown as faulty. */
function faultCounts(paths: Iterable<string>, scenario: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const path of paths) {
    const [, at, step] = /^scenarios\.(\d+)\.steps\.(\d+)\./.exec(path) ?? [];
    if (Number(at) === scenario) counts.set(Number(step), (counts.get(Number(step)) ?? 0) + 1);
  }
  return counts;
}

/** The method stands in a column of its own. */
function rowName(name: string, method: string): string {
  return name.startsWith(`${method} `) ? name.slice(method.length + 1) : name;
}
