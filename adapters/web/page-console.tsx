import type { FC } from 'hono/jsx'
import type { ConsoleView } from './console-view.js'
import { Icon } from './icons.js'
import { Layout, spokenWords, ThemeButton } from './layout.js'
import { type MessageSetting, MessageView } from './render-message.js'
import type { ListedChannel } from './room.js'
import { Sidebar } from './sidebar.js'

/** The console: what everybody sees first. It stands complete before any script has run. */
export const ConsolePage: FC<{ readonly view: ConsoleView }> = ({ view }) => {
  const { frame, here } = view
  return (
    <Layout frame={frame} title={`${titleOf(here)} · ${frame.organisation}`} script="console" class="console">
      <a class="skip" href="#log">
        {frame.voice.say('web.skip')}
      </a>
      <div
        class={view.thread ? 'shell with-thread' : 'shell'}
        id="shell"
        data-words={spokenWords(frame.voice)}
        data-person={view.person.id}
        data-latest={view.latest}
        data-channel={here.id}
        data-direct={here.direct ? '' : undefined}
        data-organisation={frame.organisation}
        data-language={frame.voice.language}
        data-frontdesk={frame.voice.say('web.desk')}
      >
        <Sidebar view={view} />
        <Main view={view} />
        <ThreadPanel view={view} />
      </div>
      <div id="announcer" class="unseen" role="log" aria-live="polite" aria-relevant="additions" />
      <div id="toasts" role="status" />
      <dialog id="form" class="dialog" aria-labelledby="form-title" />
      <dialog id="confirm" class="dialog small" aria-labelledby="confirm-title" aria-describedby="confirm-text" />
    </Layout>
  )
}

const titleOf = (channel: ListedChannel): string => (channel.direct ? channel.name : `#${channel.name}`)

const Main: FC<{ readonly view: ConsoleView }> = ({ view }) => {
  const { voice } = view.frame
  const { here } = view
  return (
    <main class="main" id="main" aria-labelledby="channel-title">
      <header class="bar">
        <button
          type="button"
          class="icon-button only-narrow"
          data-open-menu
          aria-controls="sidebar"
          aria-expanded="false"
          aria-label={voice.say('web.menu')}
        >
          <Icon name="menu" />
          <span class="unread-any" />
        </button>
        <div class="bar-words">
          <h1 id="channel-title">{titleOf(here)}</h1>
          <p id="channel-topic">{here.topic ?? ''}</p>
        </div>
        <ThemeButton voice={voice} />
      </header>
      <div class="scroll" id="scroll">
        <button type="button" class="earlier" id="earlier" hidden={!view.more}>
          {voice.say('web.earlier')}
        </button>
        <p class="unseen" id="log-how">
          {voice.say('web.messagesHow')}
        </p>
        <ol
          class="log"
          id="log"
          tabindex={-1}
          aria-label={voice.say('web.messages', { channel: titleOf(here) })}
          aria-describedby="log-how"
        >
          {view.messages.map((message) => (
            <MessageView message={message} setting={view.setting} />
          ))}
        </ol>
        <EmptyView view={view} />
      </div>
      <button type="button" class="newer" id="newer" hidden>
        <Icon name="down" />
        {voice.say('web.newer')}
      </button>
      <Composer
        name="channel"
        placeholder={here.direct ? voice.say('web.sayDesk') : voice.say('web.say', { channel: titleOf(here) })}
        setting={view.setting}
      />
    </main>
  )
}

/** What stands where nothing was said yet: a view of the mountains, and what one can do here. */
const EmptyView: FC<{ readonly view: ConsoleView }> = ({ view }) => {
  const { voice } = view.frame
  const { direct } = view.here
  return (
    <div class="empty" id="empty" hidden={view.messages.length > 0}>
      <svg class="peaks" viewBox="0 0 240 90" aria-hidden="true">
        <circle cx="172" cy="26" r="12" />
        <path d="M6 84 62 30l22 22 34-40 44 46 18-16 54 42Z" />
        <path d="m48 44 14-14 15 15-9-3-6 6-7-6Zm54-13 16-19 19 20-10-4-8 8-8-8Z" />
      </svg>
      <h2 id="empty-title">{voice.say(direct ? 'web.emptyDeskTitle' : 'web.emptyTitle')}</h2>
      <p id="empty-text">{voice.say(direct ? 'web.emptyDeskText' : 'web.emptyText')}</p>
      {view.people.length > 1 ? <p class="note">{voice.say('web.switchHint', { name: view.person.name })}</p> : null}
      <div class="actions">
        {view.shortcuts.map((shortcut) => (
          <button type="button" class="button" data-global-shortcut={shortcut.name}>
            {shortcut.label}
          </button>
        ))}
      </div>
    </div>
  )
}

/** Where one writes: a message, or a command with completion. */
const Composer: FC<{ readonly name: string; readonly placeholder: string; readonly setting: MessageSetting }> = (
  props,
) => {
  const { voice } = props.setting
  const id = `compose-${props.name}`
  return (
    <form class="composer" id={id} data-composer={props.name}>
      <div class="suggestions" id={`${id}-list`} role="listbox" aria-label={voice.say('web.suggestions')} hidden />
      <p class="composer-problem" role="alert" hidden />
      <div class="composer-box">
        <textarea
          id={`${id}-text`}
          rows={1}
          placeholder={props.placeholder}
          aria-label={props.placeholder}
          aria-describedby={`${id}-help`}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded="false"
          aria-controls={`${id}-list`}
          autocomplete="off"
          spellcheck={true}
          enterkeyhint="send"
        />
        <button
          type="button"
          class="icon-button"
          data-attach
          aria-label={voice.say('web.attach')}
          title={voice.say('web.attach')}
        >
          <Icon name="clip" />
        </button>
        <input type="file" multiple hidden />
        <button type="submit" class="send" aria-label={voice.say('web.send')} title={voice.say('web.send')}>
          <Icon name="send" />
        </button>
      </div>
      <ul class="composer-files" id={`${id}-files`} hidden />
      <p class="usage" id={`${id}-usage`} hidden />
      <p class="composer-help" id={`${id}-help`}>
        {voice.say('web.help')}
      </p>
    </form>
  )
}

const ThreadPanel: FC<{ readonly view: ConsoleView }> = ({ view }) => {
  const { voice } = view.frame
  const { thread, setting } = view
  return (
    <aside
      class="thread"
      id="thread"
      aria-labelledby="thread-title"
      data-root={thread?.root.address.message}
      hidden={!thread}
    >
      <header class="bar">
        <div class="bar-words">
          <h2 id="thread-title" tabindex={-1}>
            {voice.say('web.thread')}
          </h2>
          <p id="thread-channel">{voice.say('web.threadIn', { channel: titleOf(view.here) })}</p>
        </div>
        <button
          type="button"
          class="icon-button"
          data-close-thread
          aria-label={voice.say('web.closeThread')}
          title={voice.say('web.closeThread')}
        >
          <Icon name="cross" />
        </button>
      </header>
      <div class="scroll" id="thread-scroll">
        <ol class="log" id="thread-root">
          {thread ? <MessageView message={thread.root} setting={setting} /> : null}
        </ol>
        <button type="button" class="earlier" id="thread-earlier" hidden={!thread?.more}>
          {voice.say('web.earlier')}
        </button>
        <ol class="log" id="thread-log" aria-label={voice.say('web.thread')} aria-describedby="log-how">
          {thread?.messages.map((message) => (
            <MessageView message={message} setting={setting} />
          ))}
        </ol>
      </div>
      <Composer name="thread" placeholder={voice.say('web.sayThread')} setting={setting} />
    </aside>
  )
}
