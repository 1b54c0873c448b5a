// What is wrong with a CSS selector: that it is not one, or that it selects by something that only a browser knows.
import { parse, SelectorType, type Selector } from 'css-what';

/** Those that `css-select` evaluates. */
const PSEUDOS: ReadonlySet<string> = new Set(
  `active any-link button checkbox checked contains disabled empty enabled file first-child first-of-type has header hover icontains image input is
  lang last-child last-of-type link matches not nth-child nth-last-child nth-last-of-type nth-of-type only-child only-of-type optional parent password
  radio required reset root scope selected submit text visited where`.split(/\s+/),
);

/** Null if nothing is. */
export function selectorFault(text: string): string | null {
  if (text.trim() === '') return 'Write a CSS selector, such as input[name=csrf].';
  try {
    return (
      parse(text)
        .flat()
        .map(partFault)
        .find((fault) => fault !== null) ?? null
    );
  } catch {
    return `"${text}" is not a CSS selector. Write for example input[name=csrf].`;
  }
}

function partFault(part: Selector): string | null {
  switch (part.type) {
    case SelectorType.PseudoElement: {
      const meant = part.name.startsWith('attr')
        ? ' Write the name of the attribute as "attr".'
        : ' The text of an element is taken anyway.';
      return `"::${part.name}" is not part of an element that can be selected.${meant}`;
    }
    case SelectorType.Pseudo:
      if (!PSEUDOS.has(part.name)) return `":${part.name}" cannot be selected by. ${firstWords(part.name)}`;
      return Array.isArray(part.data)
        ? (part.data
            .flat()
            .map(partFault)
            .find((fault) => fault !== null) ?? null)
        : null;
    case SelectorType.Tag:
    case SelectorType.Universal:
    case SelectorType.Attribute:
      return part.namespace === null || part.namespace === undefined
        ? null
        : 'Namespaces are not available in a selector. Write the name alone.';
    case SelectorType.ColumnCombinator:
      return 'Columns are not available in a selector.';
    default:
      return null;
  }
}

/** jQuery has pseudo-classes that pick one of the matches. */
function firstWords(name: string): string {
  return /^(?:first|last|eq|even|odd|lt|gt|nth)$/.test(name)
    ? 'Which match is taken is said by "pick", or by :nth-child(2) and its like.'
    : 'Select by name, class or attribute.';
}
