// A scenario in the outline: its heading, which can be folded, the steps once per user, and its steps.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { formatPercent } from '../../../../shared/format.ts';
import { classes } from '../../../ui/classes.ts';
import type { ScenarioDraft } from '../draft/draft-scenario.ts';
import { isSamePlace, type EditorPlace } from '../draft/editor-place.ts';
import type { StepAt } from '../draft/step-list.ts';
import { AddRow } from './add-row.tsx';
import { scenarioWords } from './outline-words.ts';
import css from './outline.module.css';
import { StepRows } from './step-rows.tsx';
import type { StepActions } from './use-step-actions.ts';
import textCss from '../../../ui/text.module.css';

const ROW_PX = 28;
/** The heading, and the row that adds a step. */
const OTHER_ROWS = 2;

interface OutlineScenarioProps {
  readonly scenario: ScenarioDraft;
  readonly index: number;
  /** The scenario's share of the journeys, from 0 to 1; null if there is no other scenario. */
  readonly share: number | null;
  /** Null if another scenario is being edited. */
  readonly place: EditorPlace | null;
  readonly isSimple: boolean;
  readonly dragged: StepAt | null;
  readonly actions: StepActions;
}

/** Only rendered again when one of these changes: a keystroke in a step of another scenario does not concern it. */
export const OutlineScenario = memo(function OutlineScenario(props: OutlineScenarioProps) {
  const { scenario, index, share, place, isSimple, dragged, actions } = props;
  const [isFolded, setFolded] = useState(false);
  const rows = { place, dragged, actions };
  const count = scenario.perVu.length + scenario.steps.length + OTHER_ROWS;
  return (
    <div className={classes(css['part'], css['scenario'])} style={{ containIntrinsicBlockSize: `auto ${count * ROW_PX}px` }}>
      {!isSimple && (
        <ScenarioRow
          share={share}
          scenario={scenario}
          index={index}
          isCurrent={place !== null && isSamePlace(place, { kind: 'scenario', scenario: index })}
          isFolded={isFolded}
          onFold={setFolded}
          actions={actions}
        />
      )}
      {!isFolded && (
        <>
          <StepRows {...rows} steps={scenario.perVu} list={{ list: 'perVu', scenario: index }} />
          <StepRows {...rows} steps={scenario.steps} list={{ scenario: index }} />
          <AddRow
            item={`add-${index}`}
            words="Add a step"
            level={isSimple ? 1 : 2}
            onAdd={() => actions.addStep({ scenario: index })}
          />
        </>
      )}
    </div>
  );
});

interface ScenarioRowProps {
  readonly share: number | null;
  readonly scenario: ScenarioDraft;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly isFolded: boolean;
  readonly onFold: (isFolded: boolean) => void;
  readonly actions: StepActions;
}

function ScenarioRow({ share, scenario, index, isCurrent, isFolded, onFold, actions }: ScenarioRowProps) {
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
        <span className={textCss['visually-hidden']}>Scenario </span>
        {name}
      </span>
      <span className={css['note']}>{words}</span>
      {share !== null && <span className={css['share']}>{formatPercent(share).replace(/\.0(?= ?%)/, '')}</span>}
      {scenario.ownLoad !== null && <span className={css['share']}>own load</span>}
    </div>
  );
}
