// All one-click fixes for a problem. Pure.
import { faultFix, type FaultFix } from './fault-fix.ts';
import { remediesOf } from './fault-remedies.ts';

export function faultFixes(fault: string, path: string): readonly FaultFix[] {
  const meant = faultFix(fault, path);
  return meant === null ? remediesOf(fault, path) : [meant];
}
