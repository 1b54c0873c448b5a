// Schemas that would occupy a sampler for hours, or fill the memory, are recognised before it begins.
import { expect, test } from 'vitest';
import { ApiDocument } from './document.ts';
import { exampleOf } from './sample.ts';
import { sampleCost } from './sample-cost.ts';

const LENGTH = 30;

/** Each schema refers twice to the next one. */
function chain(write: (next: unknown) => unknown): ApiDocument {
  const schemas = Array.from({ length: LENGTH }, (_, at) => [`S${at}`, write(refTo(at + 1))]);
  return new ApiDocument({ components: { schemas: { ...Object.fromEntries(schemas), [`S${LENGTH}`]: { type: 'string' } } } });
}

function refTo(at: number): unknown {
  return { $ref: `#/components/schemas/S${at}` };
}

test.each<[string, (next: unknown) => unknown]>([
  ['allOf', (next) => ({ allOf: [next, next] })],
  ['allOf of properties', (next) => ({ allOf: [next, { type: 'object', properties: { a: next } }] })],
])('%s that doubles at every level has no example', (_, write) => {
  const document = chain(write);
  expect(sampleCost(refTo(0), document, 8)).toBeGreaterThan(1e6);
  expect(exampleOf({}, refTo(0), document)).toBeNull();
});

test.each([
  ['a list of a billion', { type: 'array', minItems: 1e9, items: { type: 'string' } }],
  ['a text of a billion', { type: 'string', minLength: 1e9 }],
])('%s has no example', (_, schema) => {
  expect(exampleOf({}, schema, new ApiDocument({}))).toBeNull();
});

test('a circular schema ends, and usual schemas cost little', () => {
  const circle = new ApiDocument({ components: { schemas: { S0: { allOf: [refTo(0)], properties: { a: refTo(0) } } } } });
  expect(sampleCost(refTo(0), circle, 8)).toBeLessThan(10);
  const pet = { type: 'object', properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } } };
  expect(sampleCost(pet, new ApiDocument({}), 8)).toBeLessThan(10);
  expect(exampleOf({}, pet, new ApiDocument({}))).toEqual({ name: 'string', tags: ['string'] });
});
