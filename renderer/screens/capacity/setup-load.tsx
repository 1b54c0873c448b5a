// How rates are sent: the arrivals, the choice of rates, the precision and the duration.
import { NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { MODES } from '../../../shared/capacity/capacity-settings.ts';
import { formatSpan } from '../../../shared/format.ts';
import { ArrivalPicture, SetupCards } from './setup-cards.tsx';
import type { SetupFields } from './setup-fields.ts';
import { SetupRow } from './setup-row.tsx';
import css from './setup.module.css';

interface SetupPartProps {
  readonly fields: SetupFields;
  /** A journey has several requests. */
  readonly isJourney: boolean;
  readonly onChange: (part: Partial<SetupFields>) => void;
}

interface SetupLoadProps extends SetupPartProps {
  /** The expected duration of the search, in sentences. */
  readonly estimate: readonly string[];
}

export function SetupLoad({ fields, isJourney, estimate, onChange }: SetupLoadProps) {
  return (
    <>
      <SetupRow label="Arrivals">
        <SetupCards
          label="Arrivals"
          value={fields.arrivals}
          onChange={(arrivals) => onChange({ arrivals })}
          cards={[
            {
              value: 'poisson',
              title: 'Poisson',
              picture: <ArrivalPicture isEven={false} />,
              words: 'Like many independent people: bunches and gaps.',
            },
            {
              value: 'even',
              title: 'Even',
              picture: <ArrivalPicture isEven />,
              words: 'Like a metronome. Easier on the target, so the capacity is higher.',
            },
          ]}
        />
      </SetupRow>
      <SetupRow label="Rates">
        <SegmentedControl
          aria-label="How rates are chosen"
          value={fields.kind}
          onChange={(value) => onChange({ kind: value === 'ladder' ? 'ladder' : 'search' })}
          data={[
            { value: 'search', label: 'Search for the limit' },
            { value: 'ladder', label: 'Ladder of fixed rates' },
          ]}
        />
        {isJourney && <Unit fields={fields} onChange={onChange} />}
      </SetupRow>
      {fields.kind === 'ladder' ? (
        <LadderRows fields={fields} isJourney={isJourney} onChange={onChange} />
      ) : (
        <SearchRows fields={fields} isJourney={isJourney} estimate={estimate} onChange={onChange} />
      )}
    </>
  );
}

function Unit({ fields: { unit }, onChange }: Omit<SetupPartProps, 'isJourney'>) {
  return (
    <div className={css['sentence']}>
      <span>and say them in</span>
      <NativeSelect
        aria-label="What rates count"
        value={unit}
        data={[
          { value: 'iterations', label: 'journeys per second' },
          { value: 'requests', label: 'requests per second' },
        ]}
        onChange={(event) => onChange({ unit: event.target.value === 'requests' ? 'requests' : 'iterations' })}
      />
    </div>
  );
}

function SearchRows({ fields: { precision, budget, most }, isJourney, estimate, onChange }: SetupLoadProps) {
  return (
    <>
      <SetupRow label="Precision">
        <SetupCards
          label="Precision"
          value={precision}
          onChange={(value) => onChange({ precision: value })}
          cards={[
            {
              value: 'thorough',
              title: '5 %',
              price: `about ${formatSpan(MODES.thorough.usualMs)}`,
              words: 'The rate that holds and the rate that fails end at most 5 % apart.',
            },
            {
              value: 'quick',
              title: 'Quick, 15 %',
              price: `about ${formatSpan(MODES.quick.usualMs)}`,
              words: `A rough result. Each bound is confirmed for ${MODES.quick.confirmS} s, not for ${MODES.thorough.confirmS} s.`,
            },
          ]}
        />
      </SetupRow>
      <SetupRow label="Limits">
        <div className={css['sentence']}>
          <span>Take at most</span>
          <TextInput
            aria-label="Longest time"
            className={css['short']}
            value={budget}
            onChange={(event) => onChange({ budget: event.target.value })}
          />
          <span>and never send more than</span>
          <NumberInput
            aria-label={isJourney ? 'Highest rate, journeys per second' : 'Highest rate, per second'}
            className={css['rate']}
            value={most}
            placeholder="no limit"
            thousandSeparator=","
            hideControls
            min={0}
            onChange={(value) => onChange({ most: value })}
            rightSection={isJourney ? null : <span className={css['unit']}>/s</span>}
          />
          {isJourney && <span>journeys/s</span>}
        </div>
        <p className={css['hint']}>{[...estimate, 'When the time is up you get what is known by then.'].join(' ')}</p>
      </SetupRow>
    </>
  );
}

function LadderRows({ fields: { rates, each }, isJourney, onChange }: SetupPartProps) {
  return (
    <SetupRow label="Ladder">
      <div className={css['sentence']}>
        <span>Send</span>
        <TextInput
          aria-label="Rates, per second"
          className={css['rates']}
          value={rates}
          onChange={(event) => onChange({ rates: event.target.value })}
        />
        <span>{isJourney ? 'journeys per second' : 'per second'}, each for</span>
        <TextInput
          aria-label="Time of each rate"
          className={css['short']}
          value={each}
          onChange={(event) => onChange({ each: event.target.value })}
        />
      </div>
    </SetupRow>
  );
}
