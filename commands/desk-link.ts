import { optional, rest } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Without a code: gives one, for another account of the same person. With one: joins this account to that person. */
export const deskLink = command({
  name: 'desk link',
  takes: { code: optional(rest(20)) },
  who: 'anyone',
  example: '/desk link abcd-efgh',
  run: async ({ desk, voice }, { code }) => {
    if (code) {
      const { person } = await desk.redeemCode(code)
      const title = voice.line('desk.linked', { name: { kind: 'strong', text: person.name } })
      return { kind: 'whisper', card: { title, tone: 'good', blocks: [] } }
    }
    const offered = await desk.offerCode()
    return {
      kind: 'whisper',
      card: {
        title: voice.line('desk.link_code', { code: { kind: 'code', text: offered } }),
        tone: 'plain',
        blocks: [
          {
            kind: 'text',
            line: voice.line('desk.link_how', { example: { kind: 'code', text: `/desk link ${offered}` } }),
          },
        ],
      },
    }
  },
})
