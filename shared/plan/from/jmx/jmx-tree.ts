// A JMeter test plan as a tree: each element with its properties, and the content of the hashTree after it as its children. Pure.
import { isTag, type ChildNode, type Element } from 'domhandler';
import { textContent } from 'domutils';
import { xmlDocument } from '../../journey/html-document.ts';

export interface JmxNode {
  readonly tag: string;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly properties: ReadonlyMap<string, string>;
  /** Lists within the element, such as its headers: each item with its properties. */
  readonly lists: ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>;
  /** Lists of plain texts, such as those that an assertion searches for. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly children: readonly JmxNode[];
}

/** Returns null if the text is not a test plan. */
export function jmxTree(text: string): readonly JmxNode[] | null {
  const document = xmlDocument(text);
  const plan = elementsOf(document.children).find(({ name }) => name === 'jmeterTestPlan');
  const tree = plan === undefined ? undefined : elementsOf(plan.children).find(({ name }) => name === 'hashTree');
  return tree === undefined ? null : nodesOf(tree);
}

function nodesOf(tree: Element): readonly JmxNode[] {
  const nodes: JmxNode[] = [];
  const elements = elementsOf(tree.children);
  elements.forEach((element, at) => {
    if (element.name === 'hashTree') return;
    const next = elements[at + 1];
    nodes.push(nodeOf(element, next?.name === 'hashTree' ? nodesOf(next) : []));
  });
  return nodes;
}

function nodeOf(element: Element, children: readonly JmxNode[]): JmxNode {
  const properties = new Map<string, string>();
  const lists = new Map<string, readonly ReadonlyMap<string, string>[]>();
  const texts = new Map<string, readonly string[]>();
  readProperties(element, properties, lists, texts);
  return {
    tag: element.attribs['testclass'] ?? element.name,
    name: element.attribs['testname'] ?? '',
    isEnabled: element.attribs['enabled'] !== 'false',
    properties,
    lists,
    texts,
    children,
  };
}

function readProperties(
  element: Element,
  properties: Map<string, string>,
  lists: Map<string, readonly ReadonlyMap<string, string>[]>,
  texts: Map<string, readonly string[]>,
): void {
  for (const child of elementsOf(element.children)) {
    const name = child.attribs['name'] ?? child.name;
    if (child.name === 'elementProp') readProperties(child, properties, lists, texts);
    else if (child.name === 'collectionProp') {
      lists.set(
        name,
        elementsOf(child.children)
          .filter((one) => one.name === 'elementProp')
          .map(itemOf),
      );
      texts.set(
        name,
        elementsOf(child.children)
          .filter((one) => one.name === 'stringProp')
          .map((one) => textContent(one)),
      );
    } else if (child.name.endsWith('Prop') || elementsOf(child.children).length === 0) properties.set(name, textContent(child));
  }
}

function itemOf(element: Element): ReadonlyMap<string, string> {
  return new Map(elementsOf(element.children).map((one) => [one.attribs['name'] ?? one.name, textContent(one)]));
}

function elementsOf(nodes: readonly ChildNode[]): Element[] {
  return nodes.filter(isTag);
}
