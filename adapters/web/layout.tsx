import type { Child, FC } from 'hono/jsx'
import type { Voice } from '../../src/chat/language.js'
import type { Assets } from './assets.js'
import { Icon } from './icons.js'

export type Theme = 'light' | 'dark' | 'auto'

export interface Frame {
  readonly assets: Assets
  readonly voice: Voice
  readonly theme: Theme
  readonly organisation: string
}

/** The document around every page. It loads files of ours only: nothing in it runs or is styled in place. */
export const Layout: FC<{
  readonly frame: Frame
  readonly title: string
  readonly script?: 'console' | 'home' | 'record' | 'sign-in'
  readonly class: string
  readonly again?: string
  readonly children?: Child
}> = ({ frame, title, script, again, children, ...props }) => (
  <html lang={frame.voice.language} data-theme={frame.theme}>
    <head>
      <meta charset="utf-8" />
      <meta
        name="viewport"
        content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
      />
      <meta name="color-scheme" content="light dark" />
      {again === undefined ? null : <meta http-equiv="refresh" content={`0;url=${again}`} />}
      <title>{title}</title>
      <link rel="icon" type="image/svg+xml" href={frame.assets.url('icon.svg')} />
      {['base.css', 'cards.css', 'console.css', 'pages.css'].map((sheet) => (
        <link rel="stylesheet" href={frame.assets.url(sheet)} />
      ))}
      {script ? <script type="module" src={frame.assets.url(`client/${script}.js`)} /> : null}
    </head>
    <body class={props.class}>{children}</body>
  </html>
)

/** The whole document as a response's body. */
export const documentOf = (page: Child): string => `<!doctype html>${String(page)}`

export const ThemeButton: FC<{ readonly voice: Voice }> = ({ voice }) => (
  <button
    type="button"
    class="icon-button"
    data-theme-toggle
    aria-label={voice.say('web.theme')}
    title={voice.say('web.theme')}
  >
    <Icon name="sun" />
  </button>
)

/** The name of the house and of the desk. */
export const Brand: FC<{ readonly organisation: string }> = ({ organisation }) => (
  <a class="brand" href="/">
    <span class="brand-mark" aria-hidden="true">
      <Icon name="bell" />
    </span>
    <span class="brand-words">
      <strong>{organisation}</strong>
      <small>Frontdesk</small>
    </span>
  </a>
)

/** Sentences that the browser's side needs, as data: it says nothing of its own. */
const spoken = [
  'today',
  'yesterday',
  'newer',
  'unread',
  'working',
  'waiting',
  'offline',
  'done',
  'detach',
  'tooBig',
  'onlyYou',
  'copied',
  'edited',
  'cancel',
  'save',
  'remove',
  'removeTitle',
  'removeText',
  'editText',
  'say',
  'sayThread',
  'sayDesk',
  'messages',
  'threadIn',
  'go',
  'left',
  'over',
  'half',
  'updated',
  'loading',
  'mention',
  'ticket',
  'unticket',
  'emptyTitle',
  'emptyText',
  'emptyDeskTitle',
  'emptyDeskText',
  'desk',
  'dismiss',
] as const

const written = new WeakMap<Voice, string>()

export function spokenWords(voice: Voice): string {
  const there = written.get(voice)
  if (there !== undefined) return there
  // The gaps stay gaps: the browser fills them.
  const gaps = { channel: '{{channel}}', count: '{{count}}', name: '{{name}}' }
  const words = JSON.stringify(Object.fromEntries(spoken.map((key) => [key, voice.say(`web.${key}`, gaps)])))
  written.set(voice, words)
  return words
}
