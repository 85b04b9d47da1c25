import type { FC } from 'hono/jsx'
import type { Lead, Page } from '../../src/chat/page.js'
import { Icon } from './icons.js'
import { Layout, spokenWords, ThemeButton } from './layout.js'
import { RecordBody, SearchForm } from './page-record.js'
import { Sidebar, type SidebarView } from './sidebar.js'

/** What stands on a page is kept up to date under this name; the catalogue does not change while it is looked at. */
const renewed: Readonly<Record<Lead, string | undefined>> = { home: 'home', catalogue: undefined }

/** A page that one is led to from anywhere, beside the channels of the house. */
export const LeadPage: FC<{
  readonly view: SidebarView & { readonly at: Lead }
  readonly page: Page
  readonly latest: number
}> = (props) => {
  const { view, page, latest } = props
  const { frame } = view
  return (
    <Layout frame={frame} title={`${page.title} · ${frame.organisation}`} script="home" class="console">
      <a class="skip" href="#record">
        {frame.voice.say('web.skipPage')}
      </a>
      <div class="shell" id="shell" data-person={view.person.id}>
        <Sidebar view={view} />
        <main class="main" id="main" aria-labelledby="lead-title">
          <header class="bar">
            <button
              type="button"
              class="icon-button only-narrow"
              data-open-menu
              aria-controls="sidebar"
              aria-expanded="false"
              aria-label={frame.voice.say('web.menu')}
            >
              <Icon name="menu" />
              <span class="unread-any" />
            </button>
            <div class="bar-words">
              <p class="bar-title" id="lead-title">
                {page.title}
              </p>
            </div>
            <ThemeButton voice={frame.voice} />
          </header>
          <div class="scroll lead-page">
            <div
              class="record-page"
              id="record"
              tabindex={-1}
              data-number={renewed[view.at]}
              data-words={spokenWords(frame.voice)}
              data-language={frame.voice.language}
              data-person={view.person.id}
              data-latest={latest}
            >
              {page.search ? <SearchForm search={page.search} /> : null}
              <RecordBody page={page} setting={view.setting} />
            </div>
          </div>
        </main>
      </div>
      <ol class="log floating" id="whispers" />
      <div id="announcer" class="unseen" role="log" aria-live="polite" aria-relevant="additions" />
      <div id="toasts" role="status" />
      <dialog id="form" class="dialog" aria-labelledby="form-title" />
      <dialog id="confirm" class="dialog small" aria-labelledby="confirm-title" aria-describedby="confirm-text" />
    </Layout>
  )
}
