// Which time is shown, of which requests, over which window, and whether the picture stands still.
import { Button, SegmentedControl } from '@mantine/core';
import { IconEyePause } from '@tabler/icons-react';
import { formatCount } from '../../../shared/format.ts';
import type { TimeMeasure } from '../../../shared/threshold.ts';
import { MEASURE_LABEL, MEASURE_MEANING } from '../../../shared/words.ts';
import { KeyHint, shortcutOf } from '../../shortcuts/key-hint.tsx';
import { SELECTION_LABEL, SELECTIONS, type Selection } from '../../live-run-selection.ts';
import type { WindowName } from '../../live-run-view.ts';

interface ToolbarProps {
  readonly measure: TimeMeasure;
  readonly onMeasure: (measure: TimeMeasure) => void;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  readonly failed: number;
  readonly window: WindowName;
  readonly onWindow: (window: WindowName) => void;
  readonly isFrozen: boolean;
  readonly onFreeze: () => void;
  readonly isOver: boolean;
}

const MEASURES: readonly TimeMeasure[] = ['response_time', 'service_time'];
const WINDOW_NAMES: readonly WindowName[] = ['1 min', '5 min', 'All'];

export function Toolbar(props: ToolbarProps) {
  const { measure, onMeasure, window, onWindow, isFrozen, onFreeze, isOver } = props;
  return (
    <div className="run-toolbar">
      <SegmentedControl
        size="xs"
        aria-label="Time"
        value={measure}
        onChange={(value) => onMeasure(MEASURES.find((name) => name === value) ?? measure)}
        data={MEASURES.map((name) => ({ value: name, label: MEASURE_LABEL[name] }))}
      />
      <SelectionControl {...props} />
      <span className="run-meaning">{MEASURE_MEANING[measure]}</span>
      <div className="run-toolbar-right">
        <SegmentedControl
          size="xs"
          aria-label="Window"
          value={window}
          onChange={(value) => onWindow(WINDOW_NAMES.find((name) => name === value) ?? window)}
          data={[...WINDOW_NAMES]}
        />
        {!isOver && (
          <Button
            size="xs"
            leftSection={<IconEyePause size={16} stroke={1.75} />}
            onClick={onFreeze}
            aria-pressed={isFrozen}
            title="Freeze picture"
            aria-keyshortcuts={shortcutOf('run.freeze')}
          >
            <span className="freeze-words">{isFrozen ? 'Follow' : 'Freeze picture'}</span>
            <KeyHint id="run.freeze" />
          </Button>
        )}
      </div>
    </div>
  );
}

function SelectionControl({ selection, onSelection, failed }: Pick<ToolbarProps, 'selection' | 'onSelection' | 'failed'>) {
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
              {SELECTION_LABEL.failed} <span className="run-failed-count">{formatCount(failed)}</span>
            </>
          ) : (
            SELECTION_LABEL[name]
          ),
      }))}
    />
  );
}
