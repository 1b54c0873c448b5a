import { expect, test } from 'vitest';
import { examplePlan } from '../../../shared/test-example-run.ts';
import { NO_JOURNEY_FILES } from '../files/journey-files.ts';
import { NameTable } from './name-table.ts';

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is a name like any other', (name) => {
  const names = new NameTable(examplePlan({ version: 2, variables: { a: 'b' } }), NO_JOURNEY_FILES);
  const slot = names.slotOf(name);
  const filler = names.bind(name);
  const scope = names.newScope();
  scope.set(slot, 'taken');
  expect(typeof filler === 'function' && filler(scope)).toBe('taken');
});
