/**
 * Reads an iCalendar file by the letter of RFC 5545, and by no library: whatever a strict program would turn down throws.
 */
export function readStrictly(file: string): readonly ReadonlyMap<string, string>[] {
  const bytes = Buffer.from(file)
  if (!file.endsWith('\r\n')) throw new Error('it does not end with a line')
  if (/[^\r]\n|\r[^\n]/.test(file)) throw new Error('a line ends otherwise than by CRLF')
  for (const line of linesOf(bytes)) {
    if (line.length > 75) throw new Error(`a line of ${line.length} octets`)
    // A character that is cut by a fold is read by programs that unfold octets, not by those that unfold characters.
    new TextDecoder('utf-8', { fatal: true }).decode(line)
  }
  const lines = file
    .replace(/\r\n[ \t]/g, '')
    .slice(0, -2)
    .split('\r\n')
  const open: string[] = []
  const events: Map<string, string>[] = []
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[A-Z-]+=[^:;]+)*:(.*)$/.exec(line) ?? []
    if (name === '') throw new Error(`no line of content: ${line}`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u0008\u000B-\u001F\u007F]/.test(value)) throw new Error(`a control character: ${line}`)
    if (name === 'BEGIN') open.push(value)
    if (name === 'BEGIN' && value === 'VEVENT') events.push(new Map())
    if (name === 'END' && open.pop() !== value) throw new Error(`it ends what it did not begin: ${line}`)
    const event = open.at(-1) === 'VEVENT' ? events.at(-1) : undefined
    if (!event || name === 'BEGIN') continue
    if (event.has(name)) throw new Error(`twice: ${line}`)
    if (/^(DTSTAMP|DTSTART|DTEND|LAST-MODIFIED)$/.test(name) && !/^\d{8}T\d{6}Z$/.test(value))
      throw new Error(`no instant in UTC: ${line}`)
    event.set(name, isText(name) ? unescaped(value) : value)
  }
  if (open.length > 0) throw new Error(`${open.join(' in ')} has no end`)
  if (lines[0] !== 'BEGIN:VCALENDAR' || !lines.includes('VERSION:2.0')) throw new Error('no calendar')
  for (const event of events)
    for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY']) if (!event.has(name)) throw new Error(`no ${name}`)
  const ids = events.map((event) => event.get('UID'))
  if (new Set(ids).size < ids.length) throw new Error('two events have one UID')
  return events
}

function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let at = bytes.indexOf('\r\n'); at >= 0; at = bytes.indexOf('\r\n', from)) {
    lines.push(bytes.subarray(from, at))
    from = at + 2
  }
  return lines
}

const isText = (name: string): boolean => /^(SUMMARY|DESCRIPTION|UID|STATUS|TRANSP)$/.test(name)

function unescaped(value: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value) || /(?<!\\)(?:\\\\)*\\[^\\;,nN]/.test(value))
    throw new Error(`not escaped: ${value}`)
  return value.replace(/\\([\\;,nN])/g, (_, letter: string) => (/n/i.test(letter) ? '\n' : letter))
}
