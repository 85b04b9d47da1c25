import type { Child, FC } from 'hono/jsx'
import { accountWord } from '../../src/chat/address.js'
import type { Attachment, Card } from '../../src/chat/card.js'
import { type AnyCommand, type Registry, wordsOf } from '../../src/chat/command.js'
import type { FileRef } from '../../src/chat/inbound.js'
import type { Voice } from '../../src/chat/language.js'
import type { ShelfMessage } from '../../src/chat/shelf.js'
import { Icon } from './icons.js'
import { CardView, FilesView } from './render-card.js'
import { type Setting, TimeView, TypedText } from './render-line.js'
import { channelPath } from './urls.js'

/** A way to start a command from a message, or from anywhere. */
export interface Shortcut {
  readonly name: string
  readonly label: string
}

export function shortcutsOn(where: 'message' | 'anywhere', registry: Registry, voice: Voice): readonly Shortcut[] {
  return registry.commands.flatMap((command: AnyCommand) => {
    if (!command.shortcut?.on.includes(where)) return []
    const key = `shortcuts.${command.shortcut.name}`
    const label = voice.say(voice.has(key) ? key : `${wordsOf(command)}.does`)
    return [{ name: command.shortcut.name, label }]
  })
}

export interface MessageSetting extends Setting {
  readonly shortcuts: readonly Shortcut[]
  /** The emoji whose button stands on every message; what it means is the core's to say. */
  readonly ticketEmoji?: string
}

/** One message of a channel or thread. The browser groups messages, puts the days between them and sets the times. */
export const MessageView: FC<{ readonly message: ShelfMessage; readonly setting: MessageSetting }> = (props) => {
  const { message, setting } = props
  const { voice } = setting
  const own = isOwn(message, setting)
  return (
    <li
      class={['message', message.author ? '' : 'desk', own ? 'own' : '', message.deleted ? 'deleted' : ''].join(' ')}
      tabindex={-1}
      data-id={message.address.message}
      data-channel={message.address.channel}
      data-thread={message.address.thread}
      data-seq={message.seq}
      data-at={message.at}
      data-author={message.author?.account.user ?? ''}
    >
      <Avatar name={message.author?.name} seed={message.author?.account.user ?? ''} />
      <div class="body">
        <p class="by">
          <span class="author">{message.author?.name ?? voice.say('web.desk')}</span>
          <TimeView at={message.at} style="clock" setting={setting} />
          {message.editedAt && !message.deleted && message.author ? (
            <span class="edited">({voice.say('web.edited')})</span>
          ) : null}
        </p>
        <Content message={message} setting={setting} />
        {message.replies > 0 && message.address.thread === undefined ? (
          <button type="button" class="replies" data-open-thread>
            <Icon name="reply" />
            {voice.say('web.replies', { count: message.replies })}
          </button>
        ) : null}
      </div>
      {message.deleted ? null : <Toolbar message={message} own={own} setting={setting} />}
    </li>
  )
}

const isOwn = (message: ShelfMessage, setting: Setting): boolean =>
  message.author !== undefined &&
  setting.viewer !== undefined &&
  accountWord(message.author.account) === accountWord(setting.viewer)

const Content: FC<{ readonly message: ShelfMessage; readonly setting: Setting }> = ({ message, setting }) => {
  if (message.deleted) return <p class="said gone">{setting.voice.say('web.deleted')}</p>
  return (
    <>
      {message.text ? (
        <div class="said" data-text={message.text}>
          <TypedText text={message.text} />
        </div>
      ) : null}
      {message.files ? <FilesView files={message.files.map((file) => fileIn(message, file))} /> : null}
      {message.card ? <CardView card={message.card} setting={setting} /> : null}
    </>
  )
}

/** A file of a message, under the message's own address. */
function fileIn({ address }: ShelfMessage, { id = '', name, type }: FileRef): Attachment {
  const query = address.thread === undefined ? '' : `?thread=${encodeURIComponent(address.thread)}`
  const path = `${channelPath(address.channel)}/m/${address.message}/${id}${query}`
  return { name, path, lies: [], ...(type === undefined ? {} : { type }) }
}

/** Initials in a calm colour that stays with the person; the desk has its bell. */
export const Avatar: FC<{ readonly name?: string | undefined; readonly seed: string }> = ({ name, seed }) => {
  if (name === undefined) {
    return (
      <span class="avatar bell" aria-hidden="true">
        <Icon name="bell" />
      </span>
    )
  }
  return (
    <span class={`avatar hue-${hueOf(seed)}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

const hueOf = (seed: string): number =>
  [...seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7) % 8

function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]]
  return ends
    .map((part) => [...(part ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

const Toolbar: FC<{ readonly message: ShelfMessage; readonly own: boolean; readonly setting: MessageSetting }> = (
  props,
) => {
  const { message, own, setting } = props
  const { voice } = setting
  const fromPerson = message.author !== undefined
  return (
    <div class="toolbar">
      {message.address.thread === undefined ? (
        <ToolButton icon="reply" label={voice.say('web.reply')} data={{ 'data-open-thread': '' }} />
      ) : null}
      {fromPerson ? (
        <ToolButton
          icon="ticket"
          label={voice.say('web.ticket')}
          data={{
            'data-react': setting.ticketEmoji ?? 'ticket',
            'data-off-label': voice.say('web.unticket'),
            'aria-pressed': 'false',
          }}
        />
      ) : null}
      <ToolButton
        icon="more"
        label={voice.say('web.more')}
        data={{ 'data-menu': '', 'aria-haspopup': 'menu', 'aria-expanded': 'false' }}
      />
      <div class="menu" role="menu" popover="auto">
        {fromPerson
          ? setting.shortcuts.map((shortcut) => (
              <MenuItem icon="bell" data={{ 'data-shortcut': shortcut.name }}>
                {shortcut.label}
              </MenuItem>
            ))
          : null}
        <MenuItem icon="link" data={{ 'data-copy-link': '' }}>
          {voice.say('web.copyLink')}
        </MenuItem>
        {own ? (
          <>
            <MenuItem icon="pencil" data={{ 'data-edit': '' }}>
              {voice.say('web.edit')}
            </MenuItem>
            <MenuItem icon="bin" class="danger" data={{ 'data-remove': '' }}>
              {voice.say('web.remove')}
            </MenuItem>
          </>
        ) : null}
      </div>
    </div>
  )
}

type Data = Readonly<Record<string, string>>

const ToolButton: FC<{ readonly icon: 'reply' | 'ticket' | 'more'; readonly label: string; readonly data: Data }> = (
  props,
) => (
  <button type="button" class="icon-button" aria-label={props.label} title={props.label} {...props.data}>
    <Icon name={props.icon} />
  </button>
)

export const MenuItem: FC<{
  readonly icon: 'bell' | 'link' | 'pencil' | 'bin'
  readonly class?: string
  readonly data: Data
  readonly children?: Child
}> = (props) => (
  <button type="button" class={`menu-item ${props.class ?? ''}`} role="menuitem" {...props.data}>
    <Icon name={props.icon} />
    <span>{props.children}</span>
  </button>
)

/** What only the caller sees: it stands among the messages and is gone when the page is loaded again. */
export const WhisperView: FC<{ readonly card: Card; readonly at: string; readonly setting: Setting }> = (props) => {
  const { voice } = props.setting
  return (
    <li class="message desk whisper" tabindex={-1} data-at={props.at} data-author="">
      <Avatar seed="" />
      <div class="body">
        <p class="by">
          <span class="author">{voice.say('web.desk')}</span>
          <span class="only-you">
            <Icon name="eye" />
            {voice.say('web.onlyYou')}
          </span>
        </p>
        <CardView card={props.card} setting={props.setting} />
      </div>
      <div class="toolbar">
        <button
          type="button"
          class="icon-button"
          data-dismiss
          aria-label={voice.say('web.dismiss')}
          title={voice.say('web.dismiss')}
        >
          <Icon name="cross" />
        </button>
      </div>
    </li>
  )
}
