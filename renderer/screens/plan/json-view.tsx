// The plan as its file: to read, copy and download, in place of the editor.
import { Button } from '@mantine/core';
import { IconAlertCircle, IconCopy, IconDownload } from '@tabler/icons-react';
import type { Plan } from '../../../shared/plan/plan.ts';
import { copyText, downloadText } from '../../ui/hand-out.ts';
import { Command } from './load/preview.tsx';
import { planFileName, planFileText } from './plan-file.ts';
import css from './plan-editor.module.css';
import { classes } from '../../ui/classes.ts';

interface JsonViewProps {
  /** Null while the draft is faulty. */
  readonly plan: Plan | null;
  readonly problems: string;
  readonly onShowFault: () => void;
}

export function JsonView({ plan, problems, onShowFault }: JsonViewProps) {
  if (plan === null) {
    return (
      <div className={css['plan-json']}>
        <p className="plan-fault">
          <IconAlertCircle size={14} stroke={1.75} aria-hidden />
          <span>This plan has {problems}. Fix them to save the plan as a file.</span>
        </p>
        <Button onClick={onShowFault}>Show the first</Button>
      </div>
    );
  }
  const text = planFileText(plan);
  return (
    <div className={css['plan-json']}>
      <div className={css['plan-json-bar']}>
        <h2>{planFileName(plan.name)}</h2>
        <Button leftSection={<IconCopy size={16} stroke={1.75} />} onClick={() => void copyText(text)}>
          Copy
        </Button>
        <Button
          leftSection={<IconDownload size={16} stroke={1.75} />}
          onClick={() => downloadText(planFileName(plan.name), 'application/json', text)}
        >
          Download .json
        </Button>
      </div>
      <textarea
        className={classes(css['plan-json-text'], 'mono')}
        aria-label="Plan as JSON"
        readOnly
        spellCheck={false}
        value={text}
        rows={text.split('\n').length}
      />
      <Command planName={plan.name} />
    </div>
  );
}
