// The manifest for the k6-operator, read back as YAML. Its TestRun is checked by the rules of the operator's own definition
// (config/crd/bases/k6.io_testruns.yaml): the fields it may have here, with their types, and those it must have.
import { parseAllDocuments } from 'yaml';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { k6Manifest } from './k6-manifest.ts';

const variable = z.strictObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .strictObject({
      secretKeyRef: z.strictObject({ name: z.string(), key: z.string(), optional: z.boolean().optional() }).optional(),
      fieldRef: z.strictObject({ fieldPath: z.string(), apiVersion: z.string().optional() }).optional(),
    })
    .optional(),
});

const TEST_RUN = z.strictObject({
  apiVersion: z.literal('k6.io/v1alpha1'),
  kind: z.literal('TestRun'),
  metadata: z.strictObject({ name: z.string().regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/) }),
  spec: z.strictObject({
    parallelism: z.int(),
    script: z.strictObject({ configMap: z.strictObject({ name: z.string(), file: z.string() }) }),
    arguments: z.string().optional(),
    runner: z.strictObject({
      env: z.array(variable),
      volumes: z.array(z.strictObject({ name: z.string(), persistentVolumeClaim: z.strictObject({ claimName: z.string() }) })),
      volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })),
    }),
  }),
});

const SCRIPT = "// a script\nexport default function () {\n  const text = `a: 'b' # c`;\n}\n";

test('the manifest holds the script and its files unchanged, and a TestRun as the operator defines it', () => {
  const texts = { 'users.csv': 'name\r\n"a\u2028b"\n', 'plain.txt': ' begins with a blank' };
  const parts = {
    planName: 'Über: shop\n1',
    parallelism: 4,
    script: SCRIPT,
    texts,
    bytes: { 'p.png': 'iVBORw==' },
    needed: ['API_KEY'],
    isHttp1: true,
  };
  const [config, claim, run, pod] = parseAllDocuments(k6Manifest(parts)).map(
    (document) => document.toJS() as Record<string, unknown>,
  );
  expect(config).toMatchObject({ kind: 'ConfigMap', data: { 'test.js': SCRIPT, ...texts }, binaryData: { 'p.png': 'iVBORw==' } });
  expect(claim).toMatchObject({ kind: 'PersistentVolumeClaim', metadata: { name: 'uber-shop-1-results' } });
  const { metadata, spec } = TEST_RUN.parse(run);
  expect([metadata.name, spec.parallelism, spec.script.configMap]).toEqual([
    'uber-shop-1',
    4,
    { name: 'uber-shop-1', file: 'test.js' },
  ]);
  expect(spec.arguments).toContain('--out json=/results/$(POD_NAME).json.gz');
  expect(spec.runner.env.map(({ name }) => name)).toEqual(['API_KEY', 'GODEBUG', 'POD_NAME']);
  expect(pod).toMatchObject({ kind: 'Pod', metadata: { name: 'uber-shop-1-results' } });
});
