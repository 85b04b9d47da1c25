/** A document as what it says, without a format: what is written to a file of Markdown, of HTML or of PDF. */
export interface Paper {
  readonly title: string
  readonly language: string
  readonly parts: readonly Part[]
}

export type Part =
  | { readonly kind: 'heading' | 'subheading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly PaperItem[] }
  /** A PNG, and what it shows in words. */
  | { readonly kind: 'image'; readonly png: Uint8Array; readonly alt: string }

export interface PaperItem {
  readonly text: string
  readonly below?: readonly string[]
}

/** As CommonMark. Nothing that somebody typed becomes a heading, a link, an image or a tag. */
export function markdownOf({ title, parts }: Paper): string {
  return `${[`# ${literal(title)}`, ...parts.map(markdownPart)].join('\n\n')}\n`
}

function markdownPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `## ${literal(part.text)}`
    case 'subheading':
      return `### ${literal(part.text)}`
    case 'text':
      return literal(part.text)
    case 'facts':
      return part.facts.map(([label, value]) => `- **${literal(label)}:** ${literal(value)}`).join('\n')
    case 'list':
      return part.items
        .map(({ text, below = [] }) =>
          [`- ${literal(text)}`, ...below.map((line) => `  - ${literal(line)}`)].join('\n'),
        )
        .join('\n')
    case 'image':
      // A file of text holds no pictures.
      return literal(part.alt)
  }
}

/** One line of text that means nothing but itself (CommonMark 2.4: a backslash before punctuation). */
const literal = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]<>#+!|~&]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^-/, '\\-')
    .replaceAll(/:\/\//g, ':\\/\\/')
    .replaceAll('@', '\\@')
