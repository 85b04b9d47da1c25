/** An element of a page, as far as a reader needs it. */
export interface Element {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Element | string)[]
}

const empty = new Set(['input', 'img', 'hr', 'br', 'path', 'circle', 'rect', 'line', 'polyline', 'polygon', 'use'])

/**
 * Reads well-formed markup, such as JSX writes. What a person typed and nobody escaped would become an element here, and
 * so be missing from the text.
 */
export function readHtml(html: string): Element {
  const root = { tag: 'root', attributes: {}, children: [] as (Element | string)[] }
  const open = [root]
  for (const [, text, close, tag = '', inside = '', alone] of html.matchAll(
    /([^<]+)|<(\/)?([a-zA-Z][\w-]*)((?:"[^"]*"|[^">])*?)(\/)?>/g,
  )) {
    const parent = open.at(-1) ?? root
    if (text !== undefined) parent.children.push(decoded(text))
    else if (close) {
      if (!empty.has(tag)) open.pop()
    } else {
      const element = { tag, attributes: attributesOf(inside), children: [] }
      parent.children.push(element)
      if (!alone && !empty.has(tag)) open.push(element)
    }
  }
  return root
}

/** All elements in it, itself first, in order. */
export const elementsIn = (element: Element): readonly Element[] => [
  element,
  ...element.children.flatMap((child) => (typeof child === 'string' ? [] : elementsIn(child))),
]

/** What a reader sees of it: its text, and the alternative text of pictures. */
export const textOf = (element: Element): string =>
  (element.attributes['alt'] ?? '') +
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

export const hasClass = (element: Element, name: string): boolean =>
  (element.attributes['class'] ?? '').split(/\s+/).includes(name)

function attributesOf(inside: string): Record<string, string> {
  const found = [...inside.matchAll(/([^\s="]+)(?:="([^"]*)")?/g)]
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, decoded(value)]))
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
