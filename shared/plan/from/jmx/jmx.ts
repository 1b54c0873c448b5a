// Reads a JMeter test plan (.jmx) as scenarios: thread groups with their samplers in order, without nesting. Scripts are never
// executed. Pure.
import {
  NOTHING,
  type Imported,
  type ImportedRequest,
  type ImportedScenario,
  type PlanReader,
  type StepInput,
} from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { refuse } from '../refusal.ts';
import { groupLoad, jmxLoad, type GroupLoad } from './jmx-load.ts';
import { jmxChecks, jmxExtract } from './jmx-response.ts';
import { jmxStep } from './jmx-step.ts';
import { JmxTexts } from './jmx-texts.ts';
import { jmxTree, type JmxNode } from './jmx-tree.ts';

export const jmxReader: PlanReader = {
  kind: 'JMeter test plan',
  recognises: ({ text }) => /<jmeterTestPlan\b/.test(text.slice(0, 2000)),
  read: ({ text }) => new JmxReader().read(text),
};

/** Elements that only group others. */
const FRAMES = /^(?:TransactionController|GenericController|RecordingController|CriticalSectionController)$/;
const GROUPS = /ThreadGroup$/;
/** Elements that concern how JMeter shows or stores results. */
const QUIET =
  /^(?:ResultCollector|Summariser|TestPlan|HeaderManager|ConfigTestElement|Arguments|CookieManager|CSVDataSet|CacheManager|DNSCacheManager|DebugSampler|ProxyControl|WorkBench|HTTPSamplerProxy|TestAction|ViewResultsFullVisualizer|BackendListener|AuthManager|(?:Constant|UniformRandom|GaussianRandom|PoissonRandom)Timer)$|Visualizer$|Gui$/;
const REGULAR = new Set(['ThreadGroup', 'com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroup']);

/** What applies to a sampler from the elements around it. */
interface Scope {
  readonly defaults: readonly JmxNode[];
  readonly headers: readonly JmxNode[];
  /** Timers, which pause before each request. */
  readonly timers: readonly JmxNode[];
  readonly group: string;
}

class JmxReader {
  readonly #names = new OwnNames();
  readonly #texts = new JmxTexts(this.#names);
  readonly #variables: Record<string, string> = {};
  readonly #data: { name: string; file: string; pick: 'each'; onEnd: 'repeat' | 'stop'; delimiter?: ',' | ';' | '\t' | '|' }[] =
    [];
  readonly #leftOut: string[] = [];
  readonly #notCarried = new Map<string, number>();
  #cookies: 'iteration' | 'vu' | 'off' = 'off';
  #followsRedirects = false;
  #hasEmbedded = false;
  #requests: ImportedRequest[] = [];
  /**
   * A pause before the first request of a group: because its users repeat their steps, it becomes the pause after the last one.
   */
  #pauseBefore: readonly [number, number] | null = null;

  read(text: string): Imported {
    const tree = jmxTree(text);
    if (tree === null) refuse('This JMeter test plan is cut off or damaged: it has no tree of elements.');
    const [plan] = tree;
    const all = plan?.children ?? [];
    this.#readConfig(all, true);
    const loads: GroupLoad[] = [];
    const scenarios = this.#groupsIn(all, { defaults: [], headers: [], timers: [], group: '' }, loads);
    if (scenarios.every(({ requests }) => requests.length === 0)) refuse(nothingSentence(all));
    const load = jmxLoad(loads, (sentence) => this.#leftOut.push(sentence));
    return {
      ...NOTHING,
      kind: 'JMeter test plan',
      name: plan?.name || 'Test plan',
      variables: { ...this.#texts.defaults, ...this.#variables },
      data: this.#data,
      scenarios,
      load,
      http: this.#followsRedirects ? { followRedirects: 10 } : {},
      leftOut: [...this.#leftOut, ...this.#summary()],
    };
  }

  #summary(): readonly string[] {
    const counts = [...this.#notCarried].map(([tag, number]) => `${number > 1 ? `${number} ` : ''}${words(tag)}`);
    return [
      ...(counts.length === 0 ? [] : [`Not carried over: ${counts.join(', ')}.`]),
      ...(this.#hasEmbedded ? ['JMeter also asks for the images and scripts of a page; a plan sends only its steps.'] : []),
      ...[...this.#texts.unknownFunctions].map(
        (name) => `The function ${name} has no counterpart in Onrush. It is a variable now: give it a value.`,
      ),
    ];
  }

  /** Variables, data files and cookies, wherever they are. */
  #readConfig(nodes: readonly JmxNode[], isTop: boolean): void {
    for (const node of nodes.filter(({ isEnabled }) => isEnabled)) {
      if (node.tag === 'Arguments') this.#readVariables(node);
      if (node.tag === 'CSVDataSet') this.#readData(node);
      if (node.tag === 'CookieManager')
        this.#cookies = node.properties.get('CookieManager.clearEachIteration') === 'true' ? 'iteration' : 'vu';
      this.#readConfig(node.children, false);
    }
    if (!isTop) return;
    for (const set of this.#data) set.file = this.#plain(set.file);
  }

  #readVariables(node: JmxNode): void {
    for (const item of node.lists.get('Arguments.arguments') ?? []) {
      const name = item.get('Argument.name') ?? '';
      if (name === '') continue;
      const own = this.#names.of(name);
      const value = this.#texts.template(item.get('Argument.value') ?? '');
      // A variable that a property of the same name may set has the default of that property.
      this.#variables[own] = value === `{{${own}}}` ? (this.#texts.defaults[own] ?? '') : value;
    }
  }

  #readData(node: JmxNode): void {
    const get = (name: string): string => node.properties.get(name) ?? '';
    const file = get('filename');
    if (file === '') return;
    const name = this.#names.of(file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '') || 'data');
    // If the same file is named in several places, it becomes one data file.
    if (this.#data.some((set) => set.name === name)) return this.#readColumns(name, get('variableNames'));
    const delimiter = ([',', ';', '\t', '|'] as const).find((one) => one === get('delimiter').replace(String.raw`\t`, '\t'));
    this.#data.push({
      name,
      file,
      pick: 'each',
      onEnd: get('recycle') === 'false' ? 'stop' : 'repeat',
      ...(delimiter === undefined ? {} : { delimiter }),
    });
    this.#readColumns(name, get('variableNames'));
    const columns = columnsOf(get('variableNames'));
    this.#leftOut.push(
      columns.length === 0
        ? `The data file ${file} names its columns in its first line: write {{${name}.COLUMN}} where a value is used.`
        : `The data file ${file} needs a first line with the names of its columns: ${columns.join(',')}.`,
    );
  }

  #readColumns(name: string, names: string): void {
    for (const column of columnsOf(names)) this.#texts.columns.set(column, `${name}.${column}`);
  }

  /** Fills the variables of the plan into a text. */
  #plain(text: string): string {
    const filled = this.#texts
      .template(text)
      .replaceAll(/\{\{([\w-]+)\}\}/g, (whole, name: string) => this.#variables[name] ?? this.#texts.defaults[name] ?? whole);
    return filled.replaceAll(
      /\{\{([\w-]+)\}\}/g,
      (whole, name: string) => this.#variables[name] ?? this.#texts.defaults[name] ?? whole,
    );
  }

  #groupsIn(nodes: readonly JmxNode[], outer: Scope, loads: GroupLoad[]): ImportedScenario[] {
    const scope = scopeOf(nodes, outer);
    return nodes
      .filter(({ isEnabled }) => isEnabled)
      .flatMap((node) => {
        if (!GROUPS.test(node.tag)) {
          this.#name(node);
          return [];
        }
        if (!REGULAR.has(node.tag))
          this.#leftOut.push(`“${node.name}” is a ${words(node.tag)}; its requests became a scenario like the others.`);
        this.#requests = [];
        this.#pauseBefore = null;
        this.#walk(node.children, scopeOf(node.children, scope));
        if (this.#requests.at(-1)?.step.think === undefined) this.#pauseBehind(this.#pauseBefore);
        const requests = this.#requests;
        if (requests.length === 0) return [];
        const load = groupLoad(node, (text) => this.#plain(text));
        loads.push(load);
        return [{ name: node.name || 'Thread Group', weight: load.users, cookies: this.#cookies, requests }];
      });
  }

  #walk(nodes: readonly JmxNode[], scope: Scope): void {
    for (const node of nodes) {
      if (!node.isEnabled) continue;
      if (node.tag === 'HTTPSamplerProxy' || node.tag === 'HTTPSampler') this.#sampler(node, scope);
      else if (node.tag === 'TestAction') this.#pauseBehind(pauseOfAction(node, (text) => this.#plain(text)));
      else {
        this.#name(node);
        const group = FRAMES.test(node.tag) ? (scope.group === '' ? node.name : `${scope.group} / ${node.name}`) : scope.group;
        this.#walk(node.children, { ...scopeOf(node.children, scope), group });
      }
    }
  }

  #name({ tag }: JmxNode): void {
    if (!QUIET.test(tag) && !FRAMES.test(tag) && !GROUPS.test(tag))
      this.#notCarried.set(tag, (this.#notCarried.get(tag) ?? 0) + 1);
  }

  #sampler(node: JmxNode, outer: Scope): void {
    const scope = scopeOf(node.children, outer);
    const say = (sentence: string): void => void this.#leftOut.push(`“${node.name}”: ${sentence}`);
    const template = (text: string): string => this.#texts.template(text);
    const step = jmxStep(node, scope.defaults, scope.headers, { template, say });
    const pauses = scope.timers.map((timer) => timerOf(timer, (text) => this.#plain(text)));
    this.#pauseBehind(
      pauses.length === 0 ? null : pauses.reduce(([least, most], [a, b]) => [least + a, most + b], [0, 0] as const),
    );
    const tools = { template, say, nameOf: (name: string) => this.#names.of(name) };
    const extract: NonNullable<StepInput['extract']> = {};
    const checks: NonNullable<StepInput['checks']> = [];
    for (const child of node.children.filter(({ isEnabled }) => isEnabled)) {
      const taken = jmxExtract(child, tools);
      const asked = jmxChecks(child, tools);
      if (taken !== null) Object.assign(extract, taken);
      else if (asked !== null) checks.push(...asked);
      else this.#name(child);
    }
    this.#followsRedirects ||=
      node.properties.get('HTTPSampler.follow_redirects') === 'true' ||
      node.properties.get('HTTPSampler.auto_redirects') === 'true';
    this.#hasEmbedded ||= node.properties.get('HTTPSampler.image_parser') === 'true';
    this.#requests.push({
      step: { ...step, ...(Object.keys(extract).length === 0 ? {} : { extract }), ...(checks.length === 0 ? {} : { checks }) },
      group: scope.group,
      leftAside: step.method === 'DELETE' ? 'deletes' : null,
      recorded: null,
    });
  }

  /** In JMeter a pause precedes a request, in a plan it follows one. */
  #pauseBehind(pause: readonly [number, number] | null): void {
    const last = this.#requests.at(-1);
    if (last === undefined) this.#pauseBefore ??= pause;
    if (pause === null || last === undefined || pause[1] <= 0) return;
    const [least, most] = pause;
    const think: StepInput['think'] = least === most ? seconds(most) : [seconds(least), seconds(most)];
    this.#requests[this.#requests.length - 1] = { ...last, step: { ...last.step, think } };
  }
}

function seconds(milliseconds: number): string {
  return `${Math.max(0, Math.round(milliseconds))}ms`;
}

function scopeOf(nodes: readonly JmxNode[], outer: Scope): Scope {
  const enabled = nodes.filter(({ isEnabled }) => isEnabled);
  return {
    ...outer,
    defaults: [
      ...outer.defaults,
      ...enabled.filter(
        ({ tag, lists, properties }) =>
          tag === 'ConfigTestElement' && (properties.has('HTTPSampler.domain') || lists.has('Arguments.arguments')),
      ),
    ],
    headers: [...outer.headers, ...enabled.filter(({ tag }) => tag === 'HeaderManager')],
    timers: [...outer.timers, ...enabled.filter(({ tag }) => TIMERS.test(tag))],
  };
}

const TIMERS = /^(?:Constant|UniformRandom|GaussianRandom|PoissonRandom)Timer$/;

/** The shortest and longest pause in ms. */
function timerOf({ tag, properties }: JmxNode, plain: (text: string) => string): readonly [number, number] {
  const number = (name: string): number => Number.parseFloat(plain(properties.get(name) ?? '')) || 0;
  const delay = number('ConstantTimer.delay');
  const range = number('RandomTimer.range');
  if (tag === 'ConstantTimer') return [delay, delay];
  if (tag === 'UniformRandomTimer') return [delay, delay + range];
  // For the Poisson timer the range is its mean, for the Gaussian timer its deviation.
  return tag === 'PoissonRandomTimer' ? [delay + range, delay + range] : [Math.max(0, delay - range), delay + range];
}

function pauseOfAction(node: JmxNode, plain: (text: string) => string): readonly [number, number] | null {
  const timer = node.children.find(({ isEnabled, tag }) => isEnabled && TIMERS.test(tag));
  if (timer !== undefined) return timerOf(timer, plain);
  const fixed = Number.parseFloat(plain(node.properties.get('ActionProcessor.duration') ?? '')) || 0;
  return fixed > 0 ? [fixed, fixed] : null;
}

function words(tag: string): string {
  const name = tag.replace(/^.*\./, '');
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

function nothingSentence(nodes: readonly JmxNode[]): string {
  return nodes.some(({ tag }) => GROUPS.test(tag))
    ? 'This JMeter test plan has thread groups, but no enabled HTTP request in them.'
    : 'This JMeter test plan has no thread group.';
}

function columnsOf(names: string): readonly string[] {
  return names
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '');
}
