import { shorten } from '../kernel/text.js'

/**
 * What failed, for people who look after the desk: the kind of error, its code, and where in the program it came from.
 * Never its message, which may hold what somebody typed.
 */
export function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return 'error'
  const { code } = error as { code?: unknown }
  const word = typeof code === 'string' && /^[\w.:-]{1,60}$/.test(code) ? ` ${code}` : ''
  const place = placeIn(error.stack)
  return shorten(`${error.name}${word}${place === undefined ? '' : ` (${place})`}`, 300)
}

/** The innermost line of the trace that is in a file: `close-silent.js:42`. */
function placeIn(stack: string | undefined): string | undefined {
  const lines = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line) && !line.includes('node:'))
  const own = lines.find((line) => !line.includes('node_modules')) ?? lines[0]
  const [, file, line] = /([\w.-]+\.[cm]?[jt]sx?):(\d+):\d+\)?$/.exec(own ?? '') ?? []
  return file && line ? `${file}:${line}` : undefined
}
