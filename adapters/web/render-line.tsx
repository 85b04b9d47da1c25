import type { FC } from 'hono/jsx'
import type { AccountRef } from '../../src/chat/address.js'
import { accountWord } from '../../src/chat/address.js'
import { type Inline, type Line, typedAs } from '../../src/chat/card.js'
import type { Voice } from '../../src/chat/language.js'
import type { Look, Picture } from '../../src/chat/picture.js'
import { unreachable } from '../../src/kernel/errors.js'
import { isOwn, recordPath, safeUrl } from './urls.js'

/** For whom something is rendered. */
export interface Setting {
  readonly voice: Voice
  readonly viewer?: AccountRef
  /** The reader's zone, once their browser has told; the browser sets the times again in any case. */
  readonly zone?: string
  /** The address at which a picture is drawn. */
  readonly pathOf: (picture: Picture, look: Look) => string
}

/** A line as markup. JSX escapes every string; an address that could run something is shown as text instead. */
export const LineView: FC<{ readonly line: Line; readonly setting: Setting }> = ({ line, setting }) => (
  <>
    {line.map((part) => (
      <InlineView part={part} setting={setting} />
    ))}
  </>
)

const InlineView: FC<{ readonly part: Inline; readonly setting: Setting }> = ({ part, setting }) => {
  if (typeof part === 'string') return <>{part}</>
  switch (part.kind) {
    case 'strong':
      return <strong>{part.text}</strong>
    case 'code':
      return <code>{part.text}</code>
    case 'command':
      return <code>{typedAs(part.local, part.behind)}</code>
    case 'time':
      return <TimeView at={part.at} style={part.style} setting={setting} />
    case 'person':
      return <span class={isCalled(part, setting.viewer) ? 'person called' : 'person'}>{part.name}</span>
    case 'link':
      return <LinkView text={part.text} url={part.url} />
    case 'record':
      return (
        <a class="record" href={recordPath(part.number)}>
          {part.number}
        </a>
      )
    default:
      return unreachable(part)
  }
}

function isCalled(part: Exclude<Inline, string> & { kind: 'person' }, viewer: AccountRef | undefined): boolean {
  if (!part.ping || !viewer) return false
  return part.accounts.some((account) => accountWord(account) === accountWord(viewer))
}

export const LinkView: FC<{ readonly text: string; readonly url: string; readonly class?: string }> = (props) => {
  const url = safeUrl(props.url)
  if (url === undefined) return <span class="unlinked">{`${props.text} (${props.url})`}</span>
  if (isOwn(url)) {
    return (
      <a class={props.class} href={url}>
        {props.text}
      </a>
    )
  }
  return (
    <a class={props.class} href={url} target="_blank" rel="noopener noreferrer nofollow">
      {props.text}
    </a>
  )
}

type Style = 'moment' | 'relative' | 'date' | 'clock'

export const TimeView: FC<{
  readonly at: string
  readonly style: Style
  readonly setting: Setting
}> = ({ at, style, setting }) => (
  <time datetime={at} data-style={style}>
    {timeText(at, style, setting)}
  </time>
)

/** Making one costs more than all the words around it, in time and in memory that the heap does not see. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(style: Style, locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${style} ${locale} ${timeZone}`
  const there = formats.get(key)
  if (there) return there
  const made = new Intl.DateTimeFormat(locale, {
    ...(style === 'clock' ? {} : { day: 'numeric', month: 'short', year: 'numeric' }),
    ...(style === 'date' ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    timeZone,
  })
  if (formats.size < 200) formats.set(key, made)
  return made
}

/** The server's wording of an instant, in the zone it knows; it names the zone when that is only a guess. */
export function timeText(at: string, style: Style, setting: Setting): string {
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) return at
  const locale = setting.voice.language === 'da' ? 'da-DK' : 'en-GB'
  const said = formatOf(style, locale, setting.zone ?? 'UTC').format(instant)
  return setting.zone || style === 'date' ? said : `${said} UTC`
}

/** What a person typed: line breaks kept, addresses of the web made links, everything else bare text. */
export const TypedText: FC<{ readonly text: string }> = ({ text }) => (
  <>
    {text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])/u).map((piece, at) => {
      return at % 2 === 1 && safeUrl(piece) ? <LinkView text={piece} url={piece} /> : piece
    })}
  </>
)
