// A manifest for the k6-operator that runs a k6 script on several machines of a Kubernetes cluster, and the commands that fetch
// its raw results. Pure: it reads no file.

export interface K6Manifest {
  /** The name of the plan. */
  readonly planName: string;
  readonly parallelism: number;
  readonly script: string;
  /** Text files that the script opens, by name. */
  readonly texts: Readonly<Record<string, string>>;
  /** Other files, in base64. */
  readonly bytes: Readonly<Record<string, string>>;
  /** Environment variables for values that the script does not contain. */
  readonly needed: readonly string[];
  /** True if HTTP/1.1 is used over TLS. */
  readonly isHttp1: boolean;
}

/** The size limit of a ConfigMap, in bytes. */
export const MOST_CONFIG_BYTES = 1024 * 1024;
export const SCRIPT_FILE = 'test.js';

export function k6Manifest(manifest: K6Manifest): string {
  const name = yamlName(manifest.planName);
  return [headOf(manifest, name), configMap(manifest, name), volumeClaim(name), testRun(manifest, name), collector(name)].join(
    '---\n',
  );
}

/** In the order in which they are run; `file` is the path of the manifest. */
export function collectCommands({ planName, needed }: Pick<K6Manifest, 'planName' | 'needed'>, file: string): readonly string[] {
  const name = yamlName(planName);
  const secret = needed.map((one) => ` --from-literal=${one}=…`).join('');
  return [
    ...(needed.length === 0 ? [] : [`kubectl create secret generic ${name}-secrets${secret}`]),
    `kubectl apply -f ${file}`,
    `kubectl wait --for=jsonpath='{.status.stage}'=finished testrun/${name} --timeout=24h`,
    `kubectl cp ${name}-results:/results ./results`,
    'onrush merge results/*.json.gz',
    `kubectl delete -f ${file}`,
  ];
}

function headOf(manifest: K6Manifest, name: string): string {
  const commands = collectCommands(manifest, 'FILE');
  const lines = [
    `${manifest.planName.replaceAll(/[\r\n\u2028\u2029]+/g, ' ')}: written by Onrush for the k6-operator, which shares the work among ${manifest.parallelism} pods.`,
    `The raw results of each pod are kept in the volume ${name}-results. Its class must allow several nodes to write`,
    '(ReadWriteMany); on one node ReadWriteOnce does. Run it, and bring the results back as one run:',
    '',
    ...commands.map((command) => `  ${command}`),
  ];
  return `${lines.map((line) => `# ${line}`.trimEnd()).join('\n')}\n`;
}

function configMap({ script, texts, bytes }: K6Manifest, name: string): string {
  const entries = Object.entries({ [SCRIPT_FILE]: script, ...texts });
  const binary = Object.entries(bytes).map(([file, text]) => `  ${quotedYaml(file)}: ${text}\n`);
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
data:
${entries.map(([file, text]) => `  ${quotedYaml(file)}: ${quotedOrBlock(text)}`).join('\n')}
${binary.length === 0 ? '' : `binaryData:\n${binary.join('')}`}`;
}

/** As a YAML block if possible, so that people can read it. */
function quotedOrBlock(text: string): string {
  const isPlain =
    text.endsWith('\n') &&
    !text.endsWith('\n\n') &&
    !/^[ \n]/.test(text) &&
    !/[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(text);
  return isPlain ? `|\n${text.replaceAll(/^(?=.)/gm, '    ').trimEnd()}` : quotedYaml(text);
}

function volumeClaim(name: string): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}-results
spec:
  accessModes: [ReadWriteMany]
  resources:
    requests:
      storage: 10Gi
`;
}

function testRun({ parallelism, needed, isHttp1 }: K6Manifest, name: string): string {
  const variables = [
    ...needed.map(
      (one) => `      - name: ${one}
        valueFrom:
          secretKeyRef:
            name: ${name}-secrets
            key: ${one}`,
    ),
    ...(isHttp1
      ? [
          `      - name: GODEBUG
        value: http2client=0`,
        ]
      : []),
    `      - name: POD_NAME
        valueFrom:
          fieldRef:
            fieldPath: metadata.name`,
  ];
  return `apiVersion: k6.io/v1alpha1
kind: TestRun
metadata:
  name: ${name}
spec:
  parallelism: ${parallelism}
  script:
    configMap:
      name: ${name}
      file: ${SCRIPT_FILE}
  arguments: --system-tags=proto,status,method,url,name,check,error,error_code,scenario,expected_response,group,ip,vu,iter --out json=/results/$(POD_NAME).json.gz
  runner:
    env:
${variables.join('\n')}
    volumes:
      - name: results
        persistentVolumeClaim:
          claimName: ${name}-results
    volumeMounts:
      - name: results
        mountPath: /results
`;
}

/** No files can be copied from pods that have ended, so this one waits beside them. */
function collector(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}-results
spec:
  containers:
    - name: results
      image: busybox:1.37
      command: [sleep, '86400']
      volumeMounts:
        - name: results
          mountPath: /results
  volumes:
    - name: results
      persistentVolumeClaim:
        claimName: ${name}-results
`;
}

/** A double-quoted text: JSON's escapes are valid in YAML. */
function quotedYaml(text: string): string {
  return JSON.stringify(text)
    .replaceAll('\u007f', String.raw`\u007f`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`);
}

/** A Kubernetes name (RFC 1123): lower case, digits and dashes, with space left for a suffix. */
function yamlName(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return plain === '' ? 'onrush' : plain;
}
