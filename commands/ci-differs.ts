import { choice, optional, rest, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { pageIn } from '../src/kernel/text.js'
import { implementationsOf } from '../src/practices/change/index.js'

/** What differs from a baseline, the newest unless one is named, and which change accounts for it. */
export const ciDiffers = command({
  name: 'ci differs',
  takes: {
    baseline: optional({ ...rest(50), suggests: 'baselines' }),
    show: optional(choice('differences', ['all', 'unaccounted'])),
    page: optional({ ...text(4), kind: 'carried' }),
  },
  who: 'agent',
  example: '/ci differs before the season',
  reads: true,
  run: async ({ desk, voice }, { baseline, show, page: typed }) => {
    const page = pageIn(typed)
    const asked = { baseline, unaccounted: show === 'unaccounted', page }
    return { kind: 'whisper', card: await desk.configuration.baselines.differs(asked, implementationsOf, voice) }
  },
})
