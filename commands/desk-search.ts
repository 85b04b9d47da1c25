import { optional, rest, text } from '../src/chat/command.js'
import { command, listCard } from '../src/desk/index.js'

const pageSize = 10

/** Finds records by the words in them: titles, texts and conversations. */
export const deskSearch = command({
  name: 'desk search',
  takes: { before: optional({ ...text(12), kind: 'carried' }), words: rest(200) },
  who: 'anyone',
  example: '/desk search shower 204',
  reads: true,
  run: async ({ desk, voice }, { words, before }) => {
    const found = await desk.search(words, {
      limit: pageSize + 1,
      ...(before && /^\d{1,9}$/.test(before) ? { before: Number(before) } : {}),
    })
    const shown = found.slice(0, pageSize)
    const last = shown.at(-1)
    const more =
      found.length > pageSize && last ? { command: 'desk search', args: { words, before: String(last.id) } } : undefined
    const card = await listCard(desk, voice, {
      title: voice.say('desk.search_title', { words }),
      records: shown,
      ...(more ? { more } : {}),
    })
    return { kind: 'whisper', card }
  },
})
