// The step of an open request, its journey, its data rows and the check that it failed. Each can be pressed to filter the
// requests.
import { rowPicker } from '../../../../shared/plan/journey/data-row.ts';
import { failedCheck } from '../../../../shared/plan/journey/failed-check.ts';
import { sentStepsOf } from '../../../../shared/plan/sent-steps.ts';
import type { RunRow } from '../../../../shared/run.ts';
import { EVERYTHING, type SampleFilter, type SampleRequest } from '../../../../shared/sample-query.ts';
import { hasJourneys } from '../../../../shared/journey-words.ts';
import css from './request-drawer.module.css';
import textCss from '../../../ui/text.module.css';

interface JourneyFactsProps {
  readonly row: RunRow;
  readonly request: SampleRequest;
  readonly onFilter: (filter: SampleFilter) => void;
}

interface Fact {
  readonly word: string;
  readonly value: string;
  /** The filter that a press sets. */
  readonly part: Partial<SampleFilter>;
}

export function RequestJourney({ row, request, onFilter }: JourneyFactsProps) {
  const facts = factsOf(row, request);
  if (facts.length === 0) return null;
  return (
    <section>
      <h3>Journey</h3>
      <dl className={css['request-facts']}>
        {facts.map(({ word, value, part }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>
              <button
                type="button"
                className={textCss['link-button']}
                title="Show requests with the same value"
                onClick={() => onFilter({ ...EVERYTHING, ...part })}
              >
                {value}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function factsOf(row: RunRow, { step, iteration, vu, error }: SampleRequest): readonly Fact[] {
  const { plan, summary } = row;
  const check = error === null ? null : failedCheck(error);
  const name = sentStepsOf(plan)[step]?.step.name ?? `step ${step + 1}`;
  const rows = summary.journey?.dataRows ?? {};
  const pickRow = rowPicker(plan);
  const dataFacts = (plan.data ?? []).flatMap(({ name: set }, place): Fact[] => {
    const of = rows[set] ?? 0;
    if (of === 0) return [];
    const at = pickRow(place, of, { iteration, vu: vu - 1 }) + 1;
    return [{ word: `Row of ${set}`, value: at.toLocaleString('en'), part: { dataRow: { set: place, row: at, of } } }];
  });
  const journeyFacts: Fact[] = hasJourneys(row)
    ? [
        { word: 'Step', value: name, part: { steps: [step] } },
        { word: 'Journey', value: (iteration + 1).toLocaleString('en'), part: { iteration } },
      ]
    : [];
  const checkFacts: Fact[] = check === null ? [] : [{ word: 'Failed check', value: check, part: { steps: [step], check } }];
  return [...journeyFacts, ...dataFacts, ...checkFacts];
}
