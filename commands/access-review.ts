import { carried } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { reviewCard } from '../src/practices/access/index.js'

/** What waits for the caller to say whether it is still needed, and how campaigns go. */
export const accessReview = command({
  name: 'access review',
  takes: { page: carried() },
  who: 'service owner',
  example: '/access review',
  reads: true,
  run: async ({ desk, voice }, { page }) => ({ kind: 'whisper', card: await reviewCard(desk, voice, page) }),
})
