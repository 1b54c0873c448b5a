// Which time is shown, for which requests, over which window, in which colours, and whether the picture is paused.
import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconEyePause } from '@tabler/icons-react';
import { memo } from 'react';
import { formatCount } from '../../../../shared/format.ts';
import type { LoadModel, Plan } from '../../../../shared/plan/plan.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { measureName, MEASURE_MEANING, shortMeasureName } from '../../../../shared/words.ts';
import { COLOURINGS, type Colouring, type ColouredRun } from '../../../charts/colouring.ts';
import { SELECTION_LABEL, SELECTIONS, type Selection } from '../../../live-run/live-run-selection.ts';
import type { WindowName } from '../../../live-run/live-run-view.ts';
import { KeyHint, shortcutOf } from '../../../shortcuts/key-hint.tsx';
import type { ChartLook } from '../run-look.ts';
import runScreenCss from '../run-screen.module.css';
import chartStackCss from '../charts/chart-stack.module.css';
import { classes } from '../../../ui/classes.ts';

interface ToolbarProps {
  readonly plan: Pick<Plan, 'scenarios' | 'load'>;
  readonly look: ChartLook;
  readonly onLook: (part: Partial<ChartLook>) => void;
  readonly failed: number;
  readonly window: WindowName;
  readonly onWindow: (window: WindowName) => void;
  readonly isFrozen: boolean;
  readonly onFreeze: () => void;
}

const MEASURES: readonly TimeMeasure[] = ['response_time', 'service_time'];
const WINDOW_NAMES: readonly WindowName[] = ['1 min', '5 min', 'All'];

export const Toolbar = memo(function Toolbar({ plan, look, onLook, failed, window, onWindow, isFrozen, onFreeze }: ToolbarProps) {
  return (
    <div className={runScreenCss['run-toolbar']}>
      <MeasureControl model={plan.load.model} measure={look.measure} onMeasure={(measure) => onLook({ measure })} />
      <SelectionControl selection={look.selection} onSelection={(selection) => onLook({ selection })} failed={failed} />
      <ColouringMenu run={{ plan }} colouring={look.colouring} onColouring={(colouring) => onLook({ colouring })} />
      <span className={runScreenCss['run-meaning']}>{MEASURE_MEANING[look.measure]}</span>
      <div className={runScreenCss['run-toolbar-right']}>
        <SegmentedControl
          size="xs"
          aria-label="Window"
          value={window}
          onChange={(value) => onWindow(WINDOW_NAMES.find((name) => name === value) ?? window)}
          data={[...WINDOW_NAMES]}
        />
        <Button
          size="xs"
          leftSection={<IconEyePause size={16} stroke={1.75} />}
          onClick={onFreeze}
          aria-pressed={isFrozen}
          title="Freeze picture"
          aria-keyshortcuts={shortcutOf('run.freeze')}
        >
          <span className={runScreenCss['freeze-words']}>{isFrozen ? 'Follow' : 'Freeze picture'}</span>
          <KeyHint id="run.freeze" />
        </Button>
      </div>
    </div>
  );
});

interface MeasureControlProps {
  readonly model: LoadModel;
  readonly measure: TimeMeasure;
  readonly onMeasure: (measure: TimeMeasure) => void;
}

export function MeasureControl({ model, measure, onMeasure }: MeasureControlProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Time"
      value={measure}
      onChange={(value) => onMeasure(MEASURES.find((name) => name === value) ?? measure)}
      data={MEASURES.map((name) => ({
        value: name,
        label: <span title={`${measureName(name, model)}: ${MEASURE_MEANING[name]}`}>{shortMeasureName(name, model)}</span>,
      }))}
    />
  );
}

interface SelectionControlProps {
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  readonly failed: number;
}

export function SelectionControl({ selection, onSelection, failed }: SelectionControlProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Requests"
      value={selection}
      onChange={(value) => onSelection(SELECTIONS.find((name) => name === value) ?? selection)}
      data={SELECTIONS.map((name) => ({
        value: name,
        label:
          name === 'failed' && failed > 0 ? (
            <>
              {SELECTION_LABEL.failed} <span className={runScreenCss['run-failed-count']}>{formatCount(failed)}</span>
            </>
          ) : (
            SELECTION_LABEL[name]
          ),
      }))}
    />
  );
}

interface ColouringMenuProps {
  readonly run: ColouredRun;
  readonly colouring: Colouring;
  readonly onColouring: (colouring: Colouring) => void;
}

export function ColouringMenu({ run: { plan, generators = [] }, colouring, onColouring }: ColouringMenuProps) {
  const hasSeveral = { scenario: plan.scenarios.length > 1, generator: generators.length > 1 };
  const names = COLOURINGS.filter((name) => (name !== 'scenario' && name !== 'generator') || hasSeveral[name]);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes(chartStackCss['chart-menu'], 'is-quiet')} aria-label={`Colour by ${colouring}`}>
          <span>
            Colour by <strong>{colouring}</strong>
          </span>
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {names.map((name) => (
          <Menu.Item key={name} onClick={() => onColouring(name)} aria-current={name === colouring}>
            Colour by {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
