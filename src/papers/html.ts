import type { Paper, Part } from './paper.js'

/** As one file of HTML that needs nothing else and prints well. Whatever somebody typed is text and no more. */
export function htmlOf({ title, language, parts }: Paper): string {
  return `<!doctype html>
<html lang="${literal(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${literal(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${literal(title)}</h1>
${parts.map(htmlPart).join('\n')}
</body>
</html>
`
}

const style = `
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 16px/1.5 system-ui, sans-serif; color: #1d2523; }
h2 { margin: 2em 0 0.5em; border-bottom: 2px solid #1f6a58; }
h3 { margin: 1.4em 0 0.2em; }
p, dl, ul { margin: 0.3em 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1em 1em; }
dt { color: #56605c; }
dd { margin: 0; }
img { display: block; width: 15em; max-width: 100%; margin: 0.4em 0; border-radius: 8px; break-inside: avoid; break-after: avoid; }
h2, h3 { break-after: avoid; }
dl, li { break-inside: avoid; }
`

function htmlPart(part: Part): string {
  switch (part.kind) {
    case 'heading':
      return `<h2>${literal(part.text)}</h2>`
    case 'subheading':
      return `<h3>${literal(part.text)}</h3>`
    case 'text':
      return `<p>${literal(part.text)}</p>`
    case 'facts':
      return `<dl>${part.facts.map(([label, value]) => `<dt>${literal(label)}</dt><dd>${literal(value)}</dd>`).join('')}</dl>`
    case 'list':
      return `<ul>${part.items.map(({ text, below = [] }) => `<li>${literal(text)}${belowOf(below)}</li>`).join('')}</ul>`
    case 'image':
      return `<img src="data:image/png;base64,${Buffer.from(part.png).toString('base64')}" alt="${literal(part.alt)}">`
  }
}

const belowOf = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${literal(line)}</li>`).join('')}</ul>`

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const literal = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? mark)
