// The manifest that runs a plan with k6 in a cluster: one ConfigMap contains the script and all files that it opens.
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { collectCommands, k6Manifest, MOST_CONFIG_BYTES, SCRIPT_FILE } from '../../shared/plan/k6/k6-manifest.ts';
import { k6Script } from '../../shared/plan/k6/k6-script.ts';
import type { Plan } from '../../shared/plan/plan.ts';

export interface Cluster {
  /** Where the manifest is written. */
  readonly file: string;
  readonly manifest: string;
  readonly commands: readonly string[];
}

/** Relative paths of the plan count from `folder`; `output` is the script. @throws UserError plan_invalid */
export function clusterOf(plan: Plan, folder: string, pods: number, output: string): Cluster {
  const names = new Map<string, string>();
  const nameOf = (path: string): string => {
    const name = names.get(path) ?? freeName(basename(path), new Set([SCRIPT_FILE, ...names.values()]));
    names.set(path, name);
    return name;
  };
  const { text: script, needed } = k6Script(plan, { pathOf: (path) => `./${nameOf(path)}` });
  const texts: Record<string, string> = {};
  const bytes: Record<string, string> = {};
  let size = Buffer.byteLength(script);
  for (const [path, name] of names) {
    const content = contentOf(resolve(folder, path), path);
    const text = content.toString('utf8');
    size += content.length;
    if (Buffer.from(text).equals(content)) texts[name] = text;
    else bytes[name] = content.toString('base64');
  }
  if (size > MOST_CONFIG_BYTES) throw new UserError('plan_invalid', tooLarge(size));
  const parts = { planName: plan.name, parallelism: pods, script, texts, bytes, needed, isHttp1: plan.http.version === '1.1' };
  const file = `${output.replace(/\.m?js$/i, '')}.k8s.yaml`;
  return { file, manifest: k6Manifest(parts), commands: collectCommands(parts, file) };
}

function contentOf(path: string, named: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new UserError('plan_invalid', `The file ${named} cannot be read, and the manifest has to hold it.`);
  }
}

/** Keys of a ConfigMap may contain letters, digits, dots, dashes and underscores. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const plain = name.replaceAll(/[^\w.-]/g, '-');
  if (!taken.has(plain)) return plain;
  for (let number = 2; ; number += 1) if (!taken.has(`${number}-${plain}`)) return `${number}-${plain}`;
}

function tooLarge(size: number): string {
  const mebibytes = (size / MOST_CONFIG_BYTES).toFixed(1);
  return `The script and its files have ${mebibytes} MiB, and a ConfigMap holds 1 MiB. Put large files on a volume, or use smaller ones.`;
}
