import { command } from '../src/desk/index.js'

/** Somebody is back earlier than they said. */
export const deskBack = command({
  name: 'desk back',
  takes: {},
  who: 'anyone',
  example: '/desk back',
  run: async ({ desk, voice }) => {
    const ended = await desk.ballots.back()
    const title = [voice.say(ended > 0 ? 'approvals.back' : 'approvals.was_not_away')]
    return { kind: 'whisper', card: { title, tone: 'good', blocks: [] } }
  },
})
