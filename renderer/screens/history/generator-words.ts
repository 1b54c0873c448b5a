// How far the load generator of a run can be trusted, for a table cell: "trusted", "strained 2 s", "suspect 9 s". Pure.
import { formatSpan } from '../../../shared/format.ts';
import type { GeneratorSummary } from '../../../shared/health.ts';

export function generatorWords({ verdict, strained, suspect }: GeneratorSummary): string {
  switch (verdict) {
    case null:
      return 'not measured';
    case 'trusted':
      return 'trusted';
    case 'strained':
      return `strained ${formatSpan((strained + suspect) * 1000)}`;
    case 'suspect':
      return `suspect ${formatSpan(suspect * 1000)}`;
  }
}
