// The plan in the order in which it is sent: the sources of its values, then each scenario with its steps. A tree with a single
// tab stop: arrow keys move from row to row.
import { IconAlertCircle, IconBraces, IconGripVertical, IconTable } from '@tabler/icons-react';
import { memo, useContext, useEffect, useRef, type KeyboardEvent } from 'react';
import type { Draft } from '../draft/draft.ts';
import { DraftFaultContext } from '../draft/draft-form.tsx';
import { isSamePlace, type EditorPlace } from '../draft/editor-place.ts';
import { scenarioShare } from '../draft/scenario-changes.ts';
import { BEFORE, stepPath, type StepAt } from '../draft/step-list.ts';
import { placeSteps } from '../draft/step-place.ts';
import { StepRows } from './step-rows.tsx';
import { sourcesWords } from './outline-words.ts';
import { OutlineScenario } from './outline-scenario.tsx';
import { AddRow } from './add-row.tsx';
import { DragLayer } from './drag-layer.tsx';
import { handleOutlineKey } from './outline-keys.ts';
import css from './outline.module.css';
import type { StepActions } from './use-step-actions.ts';
import { useStepDrag } from './use-step-drag.ts';
import keyHintCss from '../../../ui/key-hint.module.css';
import textCss from '../../../ui/text.module.css';

interface OutlineProps {
  readonly draft: Draft;
  readonly place: EditorPlace;
  readonly actions: StepActions;
  /** The rows of the only data file; null if they are not known. */
  readonly rowCount: number | null;
}

export const Outline = memo(function Outline({ draft, place, actions, rowCount }: OutlineProps) {
  const tree = useRef<HTMLDivElement>(null);
  const { faults } = useContext(DraftFaultContext);
  const drag = useStepDrag(draft, actions);
  const isSimple = placeSteps(draft).length === 1;
  const sharing = draft.scenarios.filter(({ ownLoad }) => ownLoad === null).length;
  const hasSourceFault = [...faults.keys()].some((path) => path.startsWith('sources.'));
  const key = keyOf(place);

  useEffect(() => {
    tree.current?.querySelector(`[data-item="${key}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [key]);

  const sources = (
    <SourceRows
      draft={draft}
      isSimple={isSimple}
      isCurrent={isSamePlace(place, { kind: 'sources' })}
      hasFault={hasSourceFault}
      rowCount={rowCount}
      actions={actions}
    />
  );
  return (
    <nav className={css['outline']} aria-label="Steps of this plan">
      <div
        ref={tree}
        role="tree"
        tabIndex={-1}
        aria-label="What this plan sends"
        className={css['tree']}
        onKeyDown={(event: KeyboardEvent<HTMLElement>) => handleOutlineKey(event, draft, actions)}
        {...drag.handlers}
      >
        {!isSimple && sources}
        {!isSimple && <BeforeRows draft={draft} place={place} dragged={drag.dragged?.from ?? null} actions={actions} />}
        {isSimple && <p className={css['simple-title']}>Request</p>}
        {draft.scenarios.map((scenario, index) => (
          <OutlineScenario
            key={index}
            scenario={scenario}
            index={index}
            share={sharing === 1 ? null : scenarioShare(draft, index)}
            place={isWithin(place, index) ? place : null}
            isSimple={isSimple}
            dragged={drag.dragged?.from.scenario === index ? drag.dragged.from : null}
            actions={actions}
          />
        ))}
        {!isSimple && (
          <div className={css['part']}>
            <AddRow item="add-scenario" words="Add a scenario" level={1} onAdd={actions.addScenario} />
          </div>
        )}
        {isSimple && sources}
        {isSimple && (
          <p className={css['simple-hint']}>
            Add a step and they are sent one after the other, by each virtual user, again and again.
          </p>
        )}
      </div>
      {!isSimple && (
        <p className={css['keys']}>
          <IconGripVertical size={14} stroke={1.75} aria-hidden /> Drag a step, or{' '}
          <kbd className={keyHintCss['key-hint']}>Alt ↑</kbd>
          <kbd className={keyHintCss['key-hint']}>Alt ↓</kbd>
        </p>
      )}
      {drag.dragged !== null && <DragLayer draft={draft} dragged={drag.dragged} />}
    </nav>
  );
});

interface BeforeRowsProps {
  readonly draft: Draft;
  readonly place: EditorPlace;
  readonly dragged: StepAt | null;
  readonly actions: StepActions;
}

function BeforeRows(props: BeforeRowsProps) {
  const { draft, actions } = props;
  const add = (words: string) => <AddRow item="add-before" words={words} level={1} onAdd={() => actions.addStep(BEFORE)} />;
  if (draft.before.length === 0) return <div className={css['part']}>{add('Add a step before the run')}</div>;
  return (
    <div className={css['part']}>
      <p className={css['before-title']}>
        Before the run <span className={css['note']}>once, not counted</span>
      </p>
      <StepRows {...props} steps={draft.before} list={BEFORE} />
      {add('Add a step')}
    </div>
  );
}

interface SourceRowsProps {
  readonly draft: Draft;
  readonly isSimple: boolean;
  readonly isCurrent: boolean;
  readonly hasFault: boolean;
  readonly rowCount: number | null;
  readonly actions: StepActions;
}

function SourceRows({ draft, isSimple, isCurrent, hasFault, rowCount, actions }: SourceRowsProps) {
  const { variables, data } = sourcesWords(draft.sources, rowCount);
  const rows = isSimple
    ? [
        {
          item: 'sources',
          title: 'Variables and data',
          words: [variables, data].filter((one) => one !== 'none').join(', ') || 'none',
        },
      ]
    : [
        { item: 'sources', title: 'Variables', words: variables },
        { item: 'sources-data', title: 'Data', words: data },
      ];
  return (
    <div className={css['part']}>
      {rows.map(({ item, title, words }, at) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the keys
        <div
          key={item}
          role="treeitem"
          aria-level={1}
          aria-selected={isCurrent && at === 0}
          data-item={item}
          tabIndex={isCurrent && at === 0 ? 0 : -1}
          className={css['source-row']}
          onClick={() => actions.go({ kind: 'sources' })}
        >
          {at === 0 ? <IconBraces size={16} stroke={1.75} aria-hidden /> : <IconTable size={16} stroke={1.75} aria-hidden />}
          <span className={css['source-title']}>{title}</span>
          <span className={css['note']}>{words}</span>
          {hasFault && at === 0 && (
            <span className={css['problem']}>
              <IconAlertCircle size={14} stroke={1.75} aria-hidden />
              <span className={textCss['visually-hidden']}>with a problem</span>
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

function isWithin(place: EditorPlace, scenario: number): boolean {
  return place.kind !== 'sources' && place.scenario === scenario;
}

function keyOf(place: EditorPlace): string {
  if (place.kind === 'sources') return 'sources';
  return place.kind === 'scenario' ? `scenario-${place.scenario}` : stepPath(place);
}
