import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Card, Item, Press } from './chat/card.js'
import type { Voice } from './chat/language.js'
import type { Parts } from './desk/index.js'
import type { Clock } from './kernel/clock.js'
import { createShelf } from './notices/index.js'
import type { Work } from './store/index.js'

const spoken = z.array(z.object({ as: z.string(), says: z.string() }))

const console = { platform: 'console', workspace: 'local' } as const

/** The console's first channel: where a newcomer lands. */
function lobbyOf({ desks }: Parts) {
  const [first] = desks.current().console.channels
  return { ...console, channel: first?.id ?? 'desk' }
}

/** What people have said in the lobby, once a line, from `lobby.yaml` beside the desk file. */
export async function fillLobby(parts: Parts, deskFile: string, clock: Clock): Promise<void> {
  const source = await readFile(join(dirname(deskFile), 'lobby.yaml'), 'utf8').catch(() => undefined)
  const shelf = createShelf({ store: parts.store, clock })
  for (const [at, { as, says }] of spoken.parse(parse(source ?? '[]')).entries()) {
    const account = { ...console, user: as }
    const { person } = await parts.directory.callerOf(account, {})
    const language = person.language ?? parts.desks.current().language
    const author = { ...account, name: person.name }
    await shelf.put({ key: `demo/lobby/${at + 1}`, place: lobbyOf(parts), author, text: says, language })
  }
}

/** The desk's own word to a newcomer, in the unit that ends the loading. */
export async function welcome(parts: Parts, work: Work): Promise<void> {
  const { language } = parts.desks.current()
  await parts.outbox.tell(work, {
    key: 'demo/welcome',
    lane: 'update',
    to: lobbyOf(parts),
    what: { show: 'notice', words: 'demo.welcome', params: {}, card: welcomeCard(parts, parts.voices.in(language)) },
  })
}

function welcomeCard({ desks, connected }: Parts, voice: Voice): Card {
  const { name, routes } = desks.current()
  const where = routes.flatMap(({ to }) => to).find(({ platform }) => platform === console.platform)?.channel ?? ''
  const item = (tries: string, press?: Press): Item => ({
    line: [voice.say(`demo.try_${tries}`)],
    ...(press ? { action: { kind: 'press', label: voice.say(`demo.${tries}`), press } } : {}),
  })
  // Where another platform is connected, nobody is switched at the console.
  const alone = [...connected].every((platform) => platform === console.platform)
  return {
    title: [voice.say('demo.welcome', { hotel: name })],
    tone: 'good',
    blocks: [
      { kind: 'text', line: voice.line('demo.about', { desk: { kind: 'strong', text: `#${where}` } }) },
      {
        kind: 'list',
        items: [
          item('report', { command: 'incident report', args: {} }),
          item('ticket'),
          item('list', { command: 'incident list', args: {} }),
          item('help', { command: 'desk help', args: {} }),
        ],
      },
      ...(alone ? [{ kind: 'note', line: [voice.say('demo.switch')] } as const] : []),
    ],
  }
}
