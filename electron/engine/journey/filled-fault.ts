// A text of a plan that its values made invalid: a path, a selector or an expression. The plan cannot be refused for it, because
// the values are only known during the journey.
import { namesIn } from '../../../shared/plan/journey/template.ts';
import { ValueFault } from './scope.ts';

/** So much of a filled text is quoted; a value may be a whole document. */
const MOST_QUOTED = 120;

/** `text` is as the plan has it, `filled` with its values; `advice` is a sentence. */
export function filledFault(kind: string, text: string, filled: string, advice: string): ValueFault {
  const names = [...new Set(namesIn(text))].map((name) => `{{${name}}}`).join(' and ');
  const quoted = filled.length > MOST_QUOTED ? `${filled.slice(0, MOST_QUOTED)}…` : filled;
  return new ValueFault(`With the value of ${names}, the ${kind} “${text}” becomes “${quoted}”, which is not valid. ${advice}`);
}
