import type { FC } from 'hono/jsx'
import { Brand, type Frame, Layout, ThemeButton } from './layout.js'

const Paper: FC<{ readonly frame: Frame; readonly children?: unknown }> = ({ frame, children }) => (
  <>
    <header class="paper-bar">
      <Brand organisation={frame.organisation} />
      <ThemeButton voice={frame.voice} />
    </header>
    <main class="notice-page">{children as never}</main>
  </>
)

/** Says that there is nothing, in the same words whether a record is absent or private. */
export const NoticePage: FC<{
  readonly frame: Frame
  readonly title: string
  readonly text: string
  readonly hint: string
}> = ({ frame, title, text, hint }) => (
  <Layout frame={frame} title={`${title} · ${frame.organisation}`} script="sign-in" class="paper">
    <Paper frame={frame}>
      <div class="notice-card">
        <h1>{title}</h1>
        <p>{text}</p>
        <p class="note">{hint}</p>
        <p>
          <a class="button primary" href="/">
            {frame.voice.say('web.back')}
          </a>
        </p>
      </div>
    </Paper>
  </Layout>
)

/** Comes again by itself, this time from our own site, so that the browser sends its cookie along. */
export const AgainPage: FC<{ readonly frame: Frame; readonly to: string }> = ({ frame, to }) => (
  <Layout frame={frame} title={frame.organisation} class="paper" again={to}>
    <main class="notice-page">
      <p>
        <a href={to}>{frame.voice.say('web.moment')}</a>
      </p>
    </main>
  </Layout>
)

/** Where a code from another platform is typed. `to` is the page that was asked for. */
export const SignInPage: FC<{ readonly frame: Frame; readonly to: string; readonly command?: string }> = (props) => {
  const { voice } = props.frame
  return (
    <Layout
      frame={props.frame}
      title={`${voice.say('web.signIn.title')} · ${props.frame.organisation}`}
      script="sign-in"
      class="paper"
    >
      <Paper frame={props.frame}>
        <form class="notice-card" id="sign-in" data-to={props.to}>
          <h1>{voice.say('web.signIn.title')}</h1>
          <p>{voice.say('web.signIn.lead')}</p>
          {props.command === undefined ? null : (
            <>
              <p>{voice.say('web.signIn.how')}</p>
              <p>
                <code class="big">/{props.command}</code>
              </p>
            </>
          )}
          <div class="field">
            <label for="code">{voice.say('web.signIn.code')}</label>
            <input
              id="code"
              name="code"
              type="text"
              autocomplete="one-time-code"
              autocapitalize="none"
              spellcheck={false}
              aria-describedby="code-problem"
            />
            <p class="problem" id="code-problem" role="alert" hidden />
          </div>
          <button type="submit" class="button primary wide">
            {voice.say('web.signIn.go')}
          </button>
        </form>
      </Paper>
    </Layout>
  )
}
