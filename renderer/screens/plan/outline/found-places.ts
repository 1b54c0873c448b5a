// The places of a plan that a few letters find: its steps, its scenarios, the sources of its values. Pure.
import type { Draft } from '../draft/draft.ts';
import { stepName } from '../draft/draft-scenario.ts';
import type { EditorPlace } from '../draft/editor-place.ts';
import { placeSteps } from '../draft/step-place.ts';

export interface FoundPlace {
  /** A key that no other place has. */
  readonly key: string;
  /** The number within its list; empty for anything but a step. */
  readonly number: string;
  readonly method: string;
  readonly name: string;
  readonly note: string;
  readonly place: EditorPlace;
}

/** Every word of the search must occur in the name, the URL or the scenario. */
export function foundPlaces(draft: Draft, search: string): readonly FoundPlace[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const hasScenarios = draft.scenarios.length > 1;
  const steps = placeSteps(draft).map(({ place: { list, scenario, step, path }, scenarioName, draft: one }) => {
    const part = list === 'before' ? 'before the run' : list === 'perVu' ? 'once a user' : '';
    const found: FoundPlace = {
      key: path,
      number: list === 'steps' ? String(step + 1) : '',
      method: one.method.trim(),
      name: stepName(one),
      note: [hasScenarios ? scenarioName : '', part].filter((text) => text !== '').join(', '),
      place: { kind: 'step', list, scenario, step },
    };
    return { found, says: `${found.name} ${one.url} ${scenarioName} ${part} ${one.method}` };
  });
  const scenarios = draft.scenarios.map(({ name }, scenario) => ({
    found: other(`scenario ${scenario}`, name, 'scenario', { kind: 'scenario', scenario }),
    says: `${name} scenario`,
  }));
  const sources = {
    found: other('sources', 'Variables, secrets and data', '', { kind: 'sources' }),
    says: 'variables secrets data',
  };
  return [...steps, ...scenarios, sources]
    .filter(({ says }) => words.every((word) => says.toLowerCase().includes(word)))
    .map(({ found }) => found);
}

function other(key: string, name: string, note: string, place: EditorPlace): FoundPlace {
  return { key, number: '', method: '', name, note, place };
}
