// The sentences that say why a run does not begin or cannot be changed.
import { UserError } from '../../shared/errors.ts';

export const NOT_BEGUN = new UserError('superseded', 'The run was stopped before it began, so nothing of it is kept.');

export const SEARCHING = 'A search for a capacity is going on, and another run would disturb it. Stop it first.';

export const ELSEWHERE =
  'This run was started by the command line or another window. From here it can be stopped, but not paused or changed.';
