// The objective: a sentence with fields, or expressions if one sentence is not enough.
import { NativeSelect, NumberInput, TextInput, UnstyledButton } from '@mantine/core';
import { objectiveText, GOAL_PERCENTILES, SENTENCE_MEASURES, type SetupFields } from './setup-fields.ts';
import css from './setup.module.css';

interface SetupPartProps {
  readonly fields: SetupFields;
  readonly onChange: (part: Partial<SetupFields>) => void;
}

export function SetupObjectives({ fields, onChange }: SetupPartProps) {
  const { isWritten, failed, measure } = fields;
  return (
    <>
      {isWritten ? <Written fields={fields} onChange={onChange} /> : <Sentence fields={fields} onChange={onChange} />}
      <div className={css['sentence']}>
        <span>and at most</span>
        <NumberInput
          aria-label="Share that may fail, in %"
          className={css['short']}
          value={failed}
          onChange={(value) => onChange({ failed: value })}
          min={0}
          max={99}
          step={0.1}
          hideControls
          rightSection={<span className={css['unit']}>%</span>}
        />
        <span>fail or are dropped</span>
      </div>
      <p className={css['hint']}>
        {measure === 'response_time' && !isWritten && 'Counted from when each request was due, so waiting counts. '}
        A backlog that grows always fails.{' '}
        <UnstyledButton
          className={css['link']}
          onClick={() => onChange(isWritten ? { isWritten: false } : { isWritten: true, written: objectiveText(fields) })}
        >
          {isWritten ? 'Fill in a sentence' : 'Write it yourself'}
        </UnstyledButton>
      </p>
    </>
  );
}

function Sentence({ fields: { percentile, measure, limitMs }, onChange }: SetupPartProps) {
  return (
    <div className={css['sentence']}>
      <NativeSelect
        aria-label="Percentile"
        className={css['percentile']}
        value={percentile}
        data={GOAL_PERCENTILES.map((value) => ({ value, label: `p${value}` }))}
        onChange={(event) => onChange({ percentile: event.target.value })}
      />
      <span>of the</span>
      <NativeSelect
        aria-label="Time"
        value={measure}
        data={Object.entries(SENTENCE_MEASURES).map(([value, label]) => ({ value, label }))}
        onChange={(event) => onChange({ measure: event.target.value })}
      />
      <span>is at most</span>
      <NumberInput
        aria-label="Time limit, in ms"
        className={css['short']}
        value={limitMs}
        onChange={(value) => onChange({ limitMs: value })}
        min={0}
        hideControls
        rightSection={<span className={css['unit']}>ms</span>}
      />
    </div>
  );
}

function Written({ fields: { written }, onChange }: SetupPartProps) {
  return (
    <TextInput
      label="Objectives, with a semicolon between them"
      description='As thresholds: "p(99) < 50ms", "p95{waiting} < 20ms", "journey p90 < 2s", "checks > 99%".'
      value={written}
      onChange={(event) => onChange({ written: event.target.value })}
    />
  );
}
