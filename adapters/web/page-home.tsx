import type { FC } from 'hono/jsx'
import type { Page } from '../../src/chat/page.js'
import { Icon } from './icons.js'
import { Layout, spokenWords, ThemeButton } from './layout.js'
import { RecordBody } from './page-record.js'
import { Sidebar, type SidebarView } from './sidebar.js'

/** What one sees first: what is one's own, beside the channels of the house. */
export const HomePage: FC<{ readonly view: SidebarView; readonly page: Page; readonly latest: number }> = (props) => {
  const { view, page, latest } = props
  const { frame } = view
  return (
    <Layout frame={frame} title={`${page.title} · ${frame.organisation}`} script="home" class="console">
      <a class="skip" href="#record">
        {frame.voice.say('web.skipPage')}
      </a>
      <div class="shell" id="shell" data-person={view.person.id}>
        <Sidebar view={view} />
        <main class="main" id="main" aria-labelledby="home-title">
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
              <p class="bar-title" id="home-title">
                {page.title}
              </p>
            </div>
            <ThemeButton voice={frame.voice} />
          </header>
          <div class="scroll home">
            <div
              class="record-page"
              id="record"
              tabindex={-1}
              data-number="home"
              data-words={spokenWords(frame.voice)}
              data-language={frame.voice.language}
              data-person={view.person.id}
              data-latest={latest}
            >
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
