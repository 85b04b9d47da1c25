import type { FC } from 'hono/jsx'
import type { Page } from '../../src/chat/page.js'
import { Icon } from './icons.js'
import { Brand, type Frame, Layout, spokenWords, ThemeButton } from './layout.js'
import { BlocksView, CardView } from './render-card.js'
import type { Setting } from './render-line.js'

/** What changes on a record's page: all of it below the bar. */
export const RecordBody: FC<{ readonly page: Page; readonly setting: Setting }> = ({ page, setting }) => (
  <>
    <div class="record-card">
      <CardView card={page.card} setting={setting} level={1} />
    </div>
    {page.sections.map((section, at) => (
      <section class="record-section" id={`section-${at}`} aria-labelledby={`section-${at}-title`}>
        <h2 id={`section-${at}-title`}>{section.title}</h2>
        <BlocksView blocks={section.blocks} setting={setting} />
      </section>
    ))}
  </>
)

/** Looks for something by the address of the page, so that what was found can be kept and shared. */
export const SearchForm: FC<{ readonly search: NonNullable<Page['search']> }> = ({ search }) => (
  <search>
    <form class="page-search" method="get">
      <input
        type="search"
        name={search.argument}
        value={search.typed}
        maxlength={150}
        aria-label={search.label}
        placeholder={search.label}
        autocomplete="off"
      />
      <button type="submit" class="button primary">
        {search.submit}
      </button>
    </form>
  </search>
)

/** A record's page, or one of the desk's own: the same card as in the chat, with its buttons, and everything that belongs to it. */
export const RecordPage: FC<{
  readonly frame: Frame
  readonly page: Page
  /** Absent on a page of the desk itself, which does not change while it is looked at. */
  readonly number?: string
  readonly setting: Setting
  readonly person: string
  readonly latest: number
}> = ({ frame, page, number, setting, person, latest }) => (
  <Layout frame={frame} title={`${page.title} · ${frame.organisation}`} script="record" class="paper">
    <a class="skip" href="#record">
      {frame.voice.say('web.skipPage')}
    </a>
    <header class="paper-bar">
      <a class="icon-button" href="/" aria-label={frame.voice.say('web.back')} title={frame.voice.say('web.back')}>
        <Icon name="back" />
      </a>
      <Brand organisation={frame.organisation} />
      <ThemeButton voice={frame.voice} />
    </header>
    <main
      class="record-page"
      id="record"
      tabindex={-1}
      data-number={number}
      data-words={spokenWords(frame.voice)}
      data-language={frame.voice.language}
      data-person={person}
      data-latest={latest}
    >
      {page.search ? <SearchForm search={page.search} /> : null}
      <RecordBody page={page} setting={setting} />
    </main>
    <ol class="log floating" id="whispers" />
    <div id="announcer" class="unseen" role="log" aria-live="polite" aria-relevant="additions" />
    <div id="toasts" role="status" />
    <dialog id="form" class="dialog" aria-labelledby="form-title" />
    <dialog id="confirm" class="dialog small" aria-labelledby="confirm-title" aria-describedby="confirm-text" />
  </Layout>
)
