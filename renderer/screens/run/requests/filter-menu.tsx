// "Add filter": outcomes, statuses, steps, duration, virtual user. Chosen filters are shown beside it as chips.
import { Button, Checkbox, NativeSelect, NumberInput, Popover, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../../../shared/format.ts';
import { OUTCOME_LABEL, OUTCOMES } from '../../../../shared/outcome.ts';
import type { RunRow } from '../../../../shared/run.ts';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import { TIME_MEASURES, type TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { MEASURE_LABEL } from '../../../../shared/words.ts';
import type { FoundRequests } from './found.ts';
import css from './requests.module.css';
import { sentStepNames } from '../../../../shared/plan/sent-steps.ts';

interface FilterMenuProps {
  readonly row: RunRow;
  readonly figures: FoundRequests;
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
}

export function FilterMenu(props: FilterMenuProps) {
  const { row, figures, filter, onFilter } = props;
  const steps = sentStepNames(row.plan);
  const outcomes = OUTCOMES.filter((outcome) => (figures.outcomes[outcome] ?? 0) > 0);
  const statuses = Object.keys(figures.statusCodes).map(Number);
  return (
    <Popover width={280} position="bottom-start" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button size="xs" leftSection={<IconFilter size={14} stroke={1.75} />}>
          Add filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={css['filter-menu']} aria-label="Filters">
        <Choices
          name="Outcome"
          items={outcomes.map((value) => ({
            value,
            label: OUTCOME_LABEL[value],
            note: formatCount(figures.outcomes[value] ?? 0),
          }))}
          chosen={filter.outcomes}
          onChosen={(chosen) => onFilter({ ...filter, outcomes: chosen })}
        />
        <Choices
          name="Status"
          items={statuses.map((value) => ({ value, label: String(value), note: formatCount(figures.statusCodes[value] ?? 0) }))}
          chosen={filter.statuses}
          onChosen={(chosen) => onFilter({ ...filter, statuses: chosen })}
        />
        {steps.length > 1 && (
          <Choices
            name="Step"
            items={steps.map((label, value) => ({ value, label, note: '' }))}
            chosen={filter.steps}
            onChosen={(chosen) => onFilter({ ...filter, steps: chosen })}
          />
        )}
        <JourneyChoices {...props} />
        <DurationFields filter={filter} onFilter={onFilter} />
        <NumberInput
          size="xs"
          label="VU"
          min={1}
          max={65_536}
          allowDecimal={false}
          value={filter.vu ?? ''}
          onChange={(value) => onFilter({ ...filter, vu: typeof value === 'number' && value >= 1 ? value : null })}
        />
        {row.plan.warmup > 0 && (
          <Checkbox
            size="xs"
            label="With the warm-up"
            checked={filter.warmup === 'include'}
            onChange={(event) => onFilter({ ...filter, warmup: event.currentTarget.checked ? 'include' : 'exclude' })}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** A longer list has a search and scrolls, so that it does not hide what follows. */
const MANY = 8;

function JourneyChoices({ row, filter, onFilter }: FilterMenuProps) {
  return (
    <>
      <Choices
        name="Failed check"
        items={checkNamesOf(row).map((value) => ({ value, label: value, note: '' }))}
        chosen={filter.check === null ? null : [filter.check]}
        onChosen={(chosen) => onFilter({ ...filter, check: chosen?.at(-1) ?? null })}
      />
      {dataSetsOf(row).map(({ name, set, of }) => (
        <NumberInput
          key={name}
          size="xs"
          label={`Row of ${name}`}
          min={1}
          max={of}
          allowDecimal={false}
          value={filter.dataRow?.set === set ? filter.dataRow.row : ''}
          onChange={(value) =>
            onFilter({
              ...filter,
              dataRow: typeof value === 'number' && value >= 1 && value <= of ? { set, row: value, of } : null,
            })
          }
        />
      ))}
    </>
  );
}

function checkNamesOf({ summary }: RunRow): readonly string[] {
  const failed = (summary.journey?.checks ?? []).filter((check) => check.failed > 0);
  return [...new Set(failed.map(({ name }) => name))];
}

function dataSetsOf({ plan, summary }: RunRow): readonly { readonly name: string; readonly set: number; readonly of: number }[] {
  return (plan.data ?? []).flatMap(({ name }, set) => {
    const of = summary.journey?.dataRows[name] ?? 0;
    return of === 0 ? [] : [{ name, set, of }];
  });
}

interface ChoicesProps<T> {
  readonly name: string;
  readonly items: readonly { readonly value: T; readonly label: string; readonly note: string }[];
  /** Null for any. */
  readonly chosen: readonly T[] | null;
  readonly onChosen: (chosen: T[] | null) => void;
}

function Choices<T extends string | number>({ name, items, chosen, onChosen }: ChoicesProps<T>) {
  const [search, setSearch] = useState('');
  if (items.length === 0) return null;
  const found = items.filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()));
  const toggle = (value: T, isOn: boolean): void => {
    const rest = (chosen ?? []).filter((one) => one !== value);
    const next = isOn ? [...rest, value] : rest;
    onChosen(next.length === 0 ? null : next);
  };
  return (
    <fieldset>
      <legend>{name}</legend>
      {items.length > MANY && (
        <TextInput
          size="xs"
          className={css['filter-search']}
          aria-label={`Find a ${name.toLowerCase()}`}
          placeholder={`Find one of ${items.length}`}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div className={css['filter-choices']}>
        {found.map(({ value, label, note }) => (
          <div key={value} className={css['filter-choice']}>
            <Checkbox
              size="xs"
              label={label}
              checked={chosen?.includes(value) ?? false}
              onChange={(event) => toggle(value, event.currentTarget.checked)}
            />
            <span>{note}</span>
          </div>
        ))}
        {found.length === 0 && <p>Nothing matches “{search}”.</p>}
      </div>
    </fieldset>
  );
}

function DurationFields({ filter, onFilter }: Pick<FilterMenuProps, 'filter' | 'onFilter'>) {
  const [measure, setMeasure] = useState<TimeMeasure>(filter.duration?.measure ?? 'response_time');
  const duration = { measure, atLeast: filter.duration?.atLeast ?? null, atMost: filter.duration?.atMost ?? null };
  const change = (part: Partial<NonNullable<SampleFilter['duration']>>): void => {
    const next = { ...duration, ...part };
    onFilter({ ...filter, duration: next.atLeast === null && next.atMost === null ? null : next });
  };
  const limit = (value: string | number): number | null => (typeof value === 'number' ? value : null);
  return (
    <fieldset className={css['filter-duration']}>
      <legend>Duration</legend>
      <NativeSelect
        size="xs"
        aria-label="Which time"
        value={duration.measure}
        data={TIME_MEASURES.map((value) => ({ value, label: MEASURE_LABEL[value] }))}
        onChange={(event) => {
          const next = event.currentTarget.value === 'service_time' ? 'service_time' : 'response_time';
          setMeasure(next);
          change({ measure: next });
        }}
      />
      <NumberInput
        size="xs"
        label="At least"
        suffix=" ms"
        min={0}
        hideControls
        value={duration.atLeast ?? ''}
        onChange={(value) => change({ atLeast: limit(value) })}
      />
      <NumberInput
        size="xs"
        label="At most"
        suffix=" ms"
        min={0}
        hideControls
        value={duration.atMost ?? ''}
        onChange={(value) => change({ atMost: limit(value) })}
      />
    </fieldset>
  );
}
