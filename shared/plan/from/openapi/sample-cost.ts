// How many schemas a sampler visits for one example: schemas that refer to others repeatedly can grow without bound. Pure.
import { isFields } from '../imported/parts.ts';
import type { ApiDocument } from './document.ts';

/** `deepest` is how deep properties and items are followed. Schemas in allOf are followed at any depth. */
export function sampleCost(schema: unknown, document: ApiDocument, deepest: number): number {
  const known = new Map<object, number[]>();
  const open = new Set<object>();
  return costOf(schema, 0);

  function costOf(given: unknown, depth: number): number {
    if (!isFields(given)) return 1;
    const fields = document.fields(given);
    const found = known.get(fields)?.[depth];
    if (found !== undefined) return found;
    // The sampler stops where a circle closes.
    if (open.has(fields) || depth > deepest) return 1;
    open.add(fields);
    const joined = listOf(fields['allOf']).reduce<number>((sum, one) => sum + costOf(one, depth), 0);
    const items = costOf(fields['items'], depth + 1) * Math.max(1, numberOf(fields['minItems']));
    const inner = [fields['oneOf'], fields['anyOf'], fields['prefixItems']].flatMap(listOf);
    const properties = isFields(fields['properties']) ? Object.values(fields['properties']) : [];
    const nested = [...inner, ...properties, fields['additionalProperties'], fields['then']];
    const own = 1 + joined + items + numberOf(fields['minLength']);
    const cost = own + nested.reduce<number>((sum, one) => sum + (one === undefined ? 0 : costOf(one, depth + 1)), 0);
    open.delete(fields);
    const costs = known.get(fields) ?? [];
    costs[depth] = cost;
    known.set(fields, costs);
    return cost;
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
