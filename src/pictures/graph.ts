import { Graphviz } from '@hpcc-js/wasm-graphviz'
import type { Look, Network, NetworkEdge, NetworkNode } from '../chat/picture.js'
import { type Colours, colours, font } from './colours.js'

/**
 * A network, laid out by Graphviz. Its lines are planned a size larger than they are drawn, because what draws them is
 * broader than what Graphviz reckons with.
 */
const planned = 14
const drawn = 12

export async function graphOf(network: Network, look: Look): Promise<string> {
  const graphviz = await Graphviz.load()
  return tidied(graphviz.layout(dotOf(network, colours[look]), 'svg', 'dot'), network.words.title)
}

function dotOf({ nodes, edges, words }: Network, colour: Colours): string {
  const names = new Map(nodes.map(({ id }, at) => [id, `n${at}`]))
  return [
    'digraph {',
    `graph ${attributes({ bgcolor: 'transparent', rankdir: 'TB', pad: '0.15', nodesep: '0.2', ranksep: '0.4', label: words.title, labelloc: 't', fontname: 'Helvetica-Bold', fontsize: '16', fontcolor: colour.ink })}`,
    `node ${attributes({ shape: 'box', fontname: 'Helvetica', fontsize: String(planned), fontcolor: colour.ink, color: colour.planned, margin: '0.12,0.06', height: '0.3' })}`,
    `edge ${attributes({ fontname: 'Helvetica', fontsize: String(planned), fontcolor: colour.soft, color: colour.planned, arrowsize: '0.6' })}`,
    ...nodes.map((node) => `${names.get(node.id)} ${attributes(nodeLook(node, colour))}`),
    ...edges.flatMap((edge) => edgeLine(edge, names)),
    '}',
  ].join('\n')
}

/** Told apart by their frames as well as by their colours. */
function nodeLook({ label, below, how }: NetworkNode, colour: Colours): Readonly<Record<string, string>> {
  const text = { label: [...wrapped(label), ...(below === undefined ? [] : [below])].join('\n') }
  switch (how) {
    case 'failed':
      return { ...text, color: colour.breached, fontcolor: colour.breached, peripheries: '2' }
    case 'service':
      return { ...text, style: 'rounded,bold', color: colour.open }
    case 'weakened':
      return { ...text, style: 'dashed' }
    case 'hit':
      return text
  }
}

/** Boxes are kept narrow: a telephone is. */
const lineLength = 18

function wrapped(text: string): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < lineLength) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function edgeLine({ from, to, label, backwards }: NetworkEdge, names: ReadonlyMap<string, string>): readonly string[] {
  const [above, below] = [names.get(from), names.get(to)]
  if (above === undefined || below === undefined) return []
  return [`${above} -> ${below} ${attributes({ label, ...(backwards ? { dir: 'back' } : {}) })}`]
}

const attributes = (values: Readonly<Record<string, string>>): string =>
  `[${Object.entries(values)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(' ')}]`

/** A text in Graphviz's language: nothing in it is an escape but our own line break. */
const quoted = (text: string): string =>
  `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/&/g, '&amp;').replace(/\n/g, '\\n')}"`

/** The drawing alone: no prologue, no names of files, our fonts and sizes. */
function tidied(svg: string, title: string): string {
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/<title>[\s\S]*?<\/title>\n?/g, '')
    .replace(/ xmlns:xlink="[^"]*"/, '')
    .replace(/(width|height)="([\d.]+)pt"/g, '$1="$2"')
    .replace(/font-family="[^"]*"/g, `font-family="${font}"`)
    .replaceAll(`font-size="${planned}.00"`, `font-size="${drawn}"`)
    .replace('<svg', `<svg role="img" aria-label="${escaped(title)}"`)
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
