// The data files of the plan: where each is, which row a journey takes, and what follows the last row.
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Plan } from '../../../../shared/plan/plan.ts';
import type { Draft } from '../draft/draft.ts';
import { previewKey, useDataPreviews, type PreviewedFile } from '../../../host/data-previews.ts';
import { FaultLine, useField, useWrite } from '../draft/draft-form.tsx';
import { newData, type DataDraft } from '../draft/draft-sources.ts';
import { focusField } from '../focus-field.ts';
import { useNames } from '../names/names-context.ts';
import { SelectField } from '../select-field.tsx';
import { PathInput } from '../path-input.tsx';
import { TextInput } from '../text-field.tsx';
import { Block } from './block.tsx';
import { DataFileTable } from './data-table.tsx';
import { previewedFile } from './previewed-file.ts';
import { rowUse } from './row-use.ts';
import css from './sources-view.module.css';
import { usersWords } from './users-words.ts';
import planFieldsCss from '../plan-fields.module.css';
import textCss from '../../../ui/text.module.css';
import { classes } from '../../../ui/classes.ts';

const PATH = 'sources.data';
const PICKS = [
  { value: 'each', label: 'the next row' },
  { value: 'random', label: 'a random row' },
  { value: 'per-vu', label: 'its user’s row' },
];
const ENDS = [
  { value: 'repeat', label: 'begin again' },
  { value: 'stop', label: 'stop the run' },
];
const SEPARATORS = [
  { value: '', label: 'separator as found' },
  { value: ',', label: 'commas' },
  { value: ';', label: 'semicolons' },
  { value: '\t', label: 'tabs' },
  { value: '|', label: 'bars' },
] as const;

interface DataFilesProps {
  readonly draft: Draft;
  readonly planId: string | null;
  /** Null while its load has problems. */
  readonly plan: Plan | null;
}

export function DataFiles({ draft, planId, plan }: DataFilesProps) {
  const write = useWrite();
  const { data } = draft.sources;

  function handleAdd(): void {
    write(PATH, [...data, newData('')]);
    focusField(`${PATH}.${data.length}.file`);
  }

  return (
    <Block
      title="Data"
      note="a CSV or JSON file gives each journey its own values"
      adds={[{ words: 'Add a file', onAdd: handleAdd }]}
    >
      {data.length === 0 && <p className={css['empty']}>A CSV file with a line of column names, or a JSON list of objects.</p>}
      {data.map((set, at) => (
        <DataFile key={at} {...{ set, at, planId, plan }} onRemove={() => write(PATH, data.toSpliced(at, 1))} />
      ))}
    </Block>
  );
}

interface DataFileProps {
  readonly set: DataDraft;
  readonly at: number;
  readonly planId: string | null;
  readonly plan: Plan | null;
  readonly onRemove: () => void;
}

function DataFile({ set, at, planId, plan, onRemove }: DataFileProps) {
  const write = useWrite();
  const names = useNames();
  const path = `${PATH}.${at}`;
  const file = useField(`${path}.file`);
  const number = at + 1;

  /** The name follows the file until somebody changes it. */
  function handleFile(text: string): void {
    const isOwn = set.name !== newData(set.file).name;
    write(path, { ...set, file: text, name: isOwn ? set.name : newData(text).name });
  }

  return (
    <div className={css['data']}>
      <div className={css['data-fields']}>
        <PathInput
          {...file}
          className={classes(planFieldsCss['plan-input'], textCss['mono'])}
          aria-label={`Path of data file ${number}`}
          placeholder="/path/to/users.csv"
          onChange={(event) => handleFile(event.currentTarget.value)}
        />
        <span className={css['used']}>known as</span>
        <TextInput path={`${path}.name`} name={`Name of data file ${number}`} placeholder="users" />
        <ActionIcon aria-label={`Remove data file ${number}`} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      <FaultLine path={`${path}.file`} />
      <FaultLine path={`${path}.name`} />
      <FaultLine path={`${path}.onEnd`} />
      <DataFileTable file={previewedFile(set, planId)} name={set.name.trim()} />
      <div className={css['data-options']}>
        <span>A journey takes</span>
        <SegmentedControl
          aria-label={`A journey takes from data file ${number}`}
          size="xs"
          data={PICKS}
          value={set.pick}
          onChange={(value) => write(`${path}.pick`, value)}
        />
        <span>After the last row</span>
        <SegmentedControl
          aria-label={`After the last row of data file ${number}`}
          size="xs"
          data={ENDS}
          value={set.onEnd}
          onChange={(value) => write(`${path}.onEnd`, value)}
        />
        <SelectField
          label={`Separator of data file ${number}`}
          options={SEPARATORS}
          value={set.delimiter}
          onChoose={(value) => write(`${path}.delimiter`, value)}
        />
        <span>{names === null ? '' : usersWords(names.index, (used) => used.startsWith(`${set.name.trim()}.`))}</span>
      </div>
      <RowUse set={set} file={previewedFile(set, planId)} plan={plan} />
    </div>
  );
}

interface RowUseProps {
  readonly set: DataDraft;
  readonly file: PreviewedFile;
  readonly plan: Plan | null;
}

/** How often each row is taken under the load of the plan. */
function RowUse({ set, file, plan }: RowUseProps) {
  const found = useDataPreviews([file]).get(previewKey(file));
  const rows = found?.state === 'read' ? found.preview.rowCount : null;
  const sentence = plan === null || rows === null ? '' : rowUse(set, plan, rows);
  return sentence === '' ? null : <p className={css['used']}>{sentence}</p>;
}
