import type { FC } from 'hono/jsx'
import type { Lead } from '../../src/chat/page.js'
import type { ConsoleView } from './console-view.js'
import type { ConsolePerson } from './doors.js'
import { Icon } from './icons.js'
import { Brand } from './layout.js'
import { Avatar } from './render-message.js'
import { channelPath } from './urls.js'

/** What it needs to know: `here` is the channel one is in, `at` the page. */
export type SidebarView = Pick<
  ConsoleView,
  'frame' | 'setting' | 'person' | 'people' | 'channels' | 'shortcuts' | 'mine' | 'leads'
> &
  Partial<Pick<ConsoleView, 'here'>> & { readonly at?: Lead }

const paths = { home: '/', catalogue: '/catalogue' } as const satisfies Record<Lead, string>

/** What stands beside the messages: the house, what can be done from anywhere, the channels, and who one is. */
export const Sidebar: FC<{ readonly view: SidebarView }> = ({ view }) => {
  const { voice } = view.frame
  return (
    <aside class="sidebar" id="sidebar" aria-label={voice.say('web.sidebar')}>
      <div class="sidebar-head">
        <Brand organisation={view.frame.organisation} />
        <button type="button" class="icon-button only-narrow" data-close-menu aria-label={voice.say('web.shut')}>
          <Icon name="cross" />
        </button>
      </div>
      <div class="quick">
        {view.shortcuts.map((shortcut) => (
          <button type="button" class="button primary wide" data-global-shortcut={shortcut.name}>
            <Icon name="plus" />
            {shortcut.label}
          </button>
        ))}
        {view.mine ? (
          <button type="button" class="button wide" data-command="desk mine">
            <Icon name="list" />
            {voice.say('web.mine')}
          </button>
        ) : null}
      </div>
      <nav class="channels" aria-labelledby="channels-title">
        {view.leads.length > 0 ? (
          <ul class="leads">
            {view.leads.map((name) => (
              <li>
                <a class="lead" href={paths[name]} aria-current={view.at === name ? 'page' : undefined}>
                  <Icon name={name} />
                  {voice.say(`web.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        ) : null}
        <h2 id="channels-title">{voice.say('web.channels')}</h2>
        <ul>
          {view.channels.map((channel) => (
            <ChannelLink channel={channel} here={channel.id === view.here?.id} />
          ))}
        </ul>
      </nav>
      <PersonMenu view={view} />
    </aside>
  )
}

const ChannelLink: FC<{ readonly channel: ConsoleView['channels'][number]; readonly here: boolean }> = (props) => {
  const { channel, here } = props
  return (
    <li>
      <a
        class={channel.direct ? 'channel direct' : 'channel'}
        href={channelPath(channel.id)}
        aria-current={here ? 'page' : undefined}
        data-channel={channel.id}
        data-name={channel.name}
        data-topic={channel.topic}
        data-direct={channel.direct ? '' : undefined}
        data-last-at={channel.lastAt}
        data-last-by={channel.lastBy}
      >
        <Icon name={channel.direct ? 'bell' : 'hash'} />
        <span class="channel-name">{channel.name}</span>
        <span class="unread" />
      </a>
    </li>
  )
}

const PersonMenu: FC<{ readonly view: SidebarView }> = ({ view }) => {
  const { voice } = view.frame
  const { person, people } = view
  return (
    <div class="me">
      <button
        type="button"
        class="me-button"
        data-menu
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label={`${voice.say('web.you', { name: person.name })}. ${voice.say(people.length > 0 ? 'web.switchTo' : 'web.signOut')}`}
      >
        <Avatar name={person.name} seed={person.id} />
        <PersonWords person={person} />
        <Icon name="up" />
      </button>
      <div class="menu people" role="menu" popover="auto">
        {people.length > 0 ? <p class="menu-title">{voice.say('web.switchTo')}</p> : null}
        {people.map((one) => (
          <button
            type="button"
            class="menu-item"
            role="menuitemradio"
            aria-checked={one.id === person.id ? 'true' : 'false'}
            data-switch={one.id}
          >
            <Avatar name={one.name} seed={one.id} />
            <PersonWords person={one} />
          </button>
        ))}
        {people.length > 0 ? null : (
          <button type="button" class="menu-item" role="menuitem" data-sign-out>
            <Icon name="out" />
            <span>{voice.say('web.signOut')}</span>
          </button>
        )}
      </div>
    </div>
  )
}

const PersonWords: FC<{ readonly person: ConsolePerson }> = ({ person }) => (
  <span class="person-words">
    <strong>{person.name}</strong>
    <small>{person.does}</small>
  </span>
)
