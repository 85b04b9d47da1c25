/** What Discord's markdown shows, and whom it would call. Anything it could take for a mark of somebody else's is a fault. */
export interface Read {
  readonly text: string
  readonly calls: readonly string[]
  readonly faults: readonly string[]
}

/** Marks that our renderers set, longest first; `show` is what a reader sees of them. */
const marks: readonly {
  readonly at: RegExp
  readonly show: (found: RegExpExecArray) => string
  readonly calls?: true
}[] = [
  { at: /\\([^0-9A-Za-z\s])/y, show: (found) => found[1] ?? '' },
  { at: /<t:-?\d+:[fRD]>/y, show: () => '' },
  { at: /<@(\d+)>/y, show: () => '', calls: true },
  { at: /`([^`\n]+)`/y, show: (found) => found[1] ?? '' },
  { at: /\]\(https?:\/\/[^\s()<>*_~|`\\]+\)/y, show: () => '' },
  { at: /\[/y, show: () => '' },
  { at: /\*\*/y, show: () => '' },
  { at: /\u200b(?=\*\*)/y, show: () => '' },
]
const lineMarks = /^(?:### |-# |> |- )/gm
const special = /[\\*_~`|<>#[\]:@]/

export function readMarkdown(markdown: string): Read {
  const source = markdown.replace(lineMarks, '')
  const calls: string[] = []
  const faults: string[] = []
  let text = ''
  for (let at = 0; at < source.length; ) {
    const found = marks.map((mark) => ({ mark, hit: matchAt(mark.at, source, at) })).find(({ hit }) => hit !== null)
    if (found?.hit) {
      text += found.mark.show(found.hit)
      if (found.mark.calls && found.hit[1]) calls.push(found.hit[1])
      at += found.hit[0].length
      continue
    }
    const character = source[at] ?? ''
    if (special.test(character)) faults.push(`${character} at ${at} of ${source}`)
    text += character
    at += 1
  }
  return { text, calls, faults }
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}
