// What is shown while a step is dragged: the step at the pointer, a line where it would go, and which value would then be
// missing.
import { IconAlertCircle, IconGripVertical } from '@tabler/icons-react';
import { useMemo } from 'react';
import { classes } from '../../../ui/classes.ts';
import type { Draft } from '../draft/draft.ts';
import { stepName } from '../draft/draft-scenario.ts';
import { stepAt, stepOfPath, stepPath } from '../draft/step-list.ts';
import { brokenBy } from './broken-by.ts';
import css from './outline.module.css';
import type { Dragged } from './use-step-drag.ts';
import textCss from '../../../ui/text.module.css';

export function DragLayer({ draft, dragged }: { readonly draft: Draft; readonly dragged: Dragged }) {
  const { from, to, isCopy, x, y, line } = dragged;
  const step = stepAt(draft, from);
  const [fromPath, toPath] = [stepPath(from), stepPath(to)];
  const broken = useMemo(() => {
    const [source, target] = [stepOfPath(fromPath), stepOfPath(toPath)];
    return isCopy || source === null || target === null ? null : brokenBy(draft, source, target);
  }, [draft, isCopy, fromPath, toPath]);
  if (step === null) return null;
  const isBad = broken === null ? undefined : '';
  return (
    <div className={css['drag']} aria-hidden>
      <div className={css['drag-line']} data-bad={isBad} style={{ left: line.left, top: line.top, width: line.width }} />
      <div className={css['ghost']} data-bad={isBad} style={{ left: x - 20, top: y - 15 }}>
        <IconGripVertical size={14} stroke={1.75} />
        <span className={classes(css['method'], textCss['mono'])}>{step.method}</span>
        <span className={css['name']}>{stepName(step)}</span>
        <span className={classes(css['made'], textCss['mono'])}>{step.extract.map(({ name }) => name).join(' ')}</span>
      </div>
      {broken !== null && (
        <div className={css['drag-note']} style={{ left: line.left + line.width + 12, top: y - 10 }}>
          <p>
            <IconAlertCircle size={14} stroke={1.75} />
            {broken}
          </p>
          You can still drop it here and fix it later.
        </div>
      )}
    </div>
  );
}
