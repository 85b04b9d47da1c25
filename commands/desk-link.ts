import { optional, rest } from '../src/chat/command.js'
import { command, linkOfferCard } from '../src/desk/index.js'

/**
 * Without a code: gives one, for another account of the same person, or shows what waits for an answer. With one: shows
 * what would change hands, and asks both sides.
 */
export const deskLink = command({
  name: 'desk link',
  takes: { code: optional(rest(20)) },
  who: 'anyone',
  example: '/desk link abcd-efgh',
  run: async ({ desk, voice }, { code }) => {
    if (code) return { kind: 'whisper', card: await desk.accounts.enterCode(code, voice) }
    const asked = await desk.accounts.question(voice)
    return { kind: 'whisper', card: asked ?? linkOfferCard(await desk.accounts.offerCode(), voice) }
  },
})
