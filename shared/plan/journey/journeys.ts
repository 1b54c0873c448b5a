// The parts of a plan that can contain names, for the checks of names.
import type { DataSet } from './journey-schema.ts';
import type { WithEnvironments } from './plan-variables.ts';
import type { AuthTexts, TextStep } from './step-texts.ts';

export interface JourneyScenario {
  readonly name: string;
  readonly auth?: AuthTexts | undefined;
  readonly refresh?: number | undefined;
  readonly refreshOn?: number | undefined;
  readonly perVu?: readonly TextStep[] | undefined;
  readonly steps: readonly TextStep[];
}

export interface Journeys extends WithEnvironments {
  readonly secrets?: readonly string[] | undefined;
  readonly data?: readonly DataSet[] | undefined;
  readonly before?: readonly TextStep[] | undefined;
  readonly scenarios: readonly JourneyScenario[];
}
