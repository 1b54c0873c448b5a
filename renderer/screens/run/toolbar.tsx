// Which time is shown, over which window, and whether the picture stands still.
import { Button, SegmentedControl } from '@mantine/core';
import { IconEyePause } from '@tabler/icons-react';
import type { TimeMeasure } from '../../../shared/threshold.ts';
import { MEASURE_LABEL, MEASURE_MEANING } from '../../../shared/words.ts';
import type { WindowName } from '../../live-run-view.ts';

interface ToolbarProps {
  readonly measure: TimeMeasure;
  readonly onMeasure: (measure: TimeMeasure) => void;
  readonly window: WindowName;
  readonly onWindow: (window: WindowName) => void;
  readonly isFrozen: boolean;
  readonly onFreeze: () => void;
  readonly isOver: boolean;
}

const MEASURES: readonly TimeMeasure[] = ['response_time', 'service_time'];
const WINDOW_NAMES: readonly WindowName[] = ['1 min', '5 min', 'All'];

export function Toolbar({ measure, onMeasure, window, onWindow, isFrozen, onFreeze, isOver }: ToolbarProps) {
  return (
    <div className="run-toolbar">
      <SegmentedControl
        size="xs"
        aria-label="Time"
        value={measure}
        onChange={(value) => onMeasure(MEASURES.find((name) => name === value) ?? measure)}
        data={MEASURES.map((name) => ({ value: name, label: MEASURE_LABEL[name] }))}
      />
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
            title="Freeze picture (Space)"
          >
            <span className="freeze-words">{isFrozen ? 'Follow' : 'Freeze picture'}</span>
          </Button>
        )}
      </div>
    </div>
  );
}
