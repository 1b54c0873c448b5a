// The plan as its file, instead of the editor: for reading, editing, pasting, copying and downloading.
import { Button, Tooltip } from '@mantine/core';
import { IconAlertCircle, IconCopy, IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Plan } from '../../../shared/plan/plan.ts';
import { parsePlanText } from '../../../shared/plan/plan-parse.ts';
import { draftOf } from './draft/draft.ts';
import { useDraftForm } from './draft/draft-form.tsx';
import { copyText, downloadText } from '../../ui/copy-text.ts';
import { Command } from './load/preview.tsx';
import { planFileName } from '../../../shared/plan-command.ts';
import { planFileText } from './plan-file.ts';
import css from './plan-editor.module.css';
import { classes } from '../../ui/classes.ts';
import planFieldsCss from './plan-fields.module.css';
import textCss from '../../ui/text.module.css';

interface JsonViewProps {
  /** Null while the draft has problems. */
  readonly plan: Plan | null;
  readonly problems: string;
  readonly onShowFault: () => void;
  readonly onClose: () => void;
}

export function JsonView({ plan, problems, onShowFault, onClose }: JsonViewProps) {
  if (plan === null) {
    return (
      <div className={css['json']}>
        <p className={planFieldsCss['plan-fault']}>
          <IconAlertCircle size={14} stroke={1.75} aria-hidden />
          <span>This plan has {problems}. Fix them to save the plan as a file.</span>
        </p>
        <div className={css['json-bar']}>
          <Button onClick={onShowFault}>Show the first</Button>
          <Button onClick={onClose}>Show the fields</Button>
        </div>
      </div>
    );
  }
  return <PlanText key={planFileText(plan)} plan={plan} onClose={onClose} />;
}

function PlanText({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const form = useDraftForm();
  const text = planFileText(plan);
  const [edited, setEdited] = useState(text);
  const read = useMemo(() => parsePlanText(edited), [edited]);
  const isEdited = edited !== text;
  return (
    <div className={css['json']}>
      <div className={css['json-bar']}>
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
        <Tooltip label="The same text; a double click opens it in Onrush where the app is installed">
          <Button
            leftSection={<IconDownload size={16} stroke={1.75} />}
            onClick={() => downloadText(planFileName(plan.name, 'onrush'), 'application/x-onrush', text)}
          >
            Save as .onrush
          </Button>
        </Tooltip>
        <Tooltip label="A script for k6, which says at its head what k6 does differently">
          <Button leftSection={<IconDownload size={16} stroke={1.75} />} onClick={() => void downloadScript(plan)}>
            Export as k6 script
          </Button>
        </Tooltip>
        <Button onClick={onClose}>Show the fields</Button>
        {isEdited && (
          <Button variant="filled" disabled={!read.ok} onClick={() => read.ok && form.setValues(draftOf(read.value))}>
            Apply
          </Button>
        )}
      </div>
      <textarea
        className={classes(css['json-text'], textCss['mono'])}
        aria-label="Plan as JSON"
        spellCheck={false}
        value={edited}
        onChange={(event) => setEdited(event.currentTarget.value)}
        aria-invalid={!read.ok}
        rows={edited.split('\n').length}
      />
      {!read.ok && (
        <p className={planFieldsCss['plan-fault']} role="alert">
          <IconAlertCircle size={14} stroke={1.75} aria-hidden />
          <span>{read.failure.message}</span>
        </p>
      )}
      <Command planName={plan.name} />
    </div>
  );
}

/** Made on demand, because most plans are never exported. */
async function downloadScript(plan: Plan): Promise<void> {
  const { k6Script } = await import('../../../shared/plan/k6/k6-script.ts');
  downloadText(planFileName(plan.name, 'js'), 'text/javascript', k6Script(plan).text);
}
