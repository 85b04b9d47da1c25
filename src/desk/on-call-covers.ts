import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import {
  type AskRow,
  askTable,
  beginOf,
  coversBlocks,
  coversOf,
  isCover,
  isTheirs,
  readRoster,
  undoCover,
  undoneCard,
} from '../oncall/index.js'
import { can } from '../people/index.js'
import type { OnCallOf } from './on-call.js'
import { askView, sendAsk } from './on-call-asks.js'
import { oneAccount, placesOf, tellAccounts, tellPlaces } from './tell.js'

/**
 * Undoes a cover. Whose duty it is has it back at once, and so has their lead it done; who stands in asks them to take it back,
 * since nobody has a duty to which they did not say yes. Where several could be meant, it asks which.
 */
export async function uncover(of: OnCallOf, id: string | undefined, voice: Voice): Promise<Card> {
  const { parts, caller, reader, now } = of
  const me = caller.person.id
  const found = id === undefined ? await coversOf(reader, me, now) : await reader.find(askTable, { id })
  const [ask] = found.filter((one) => isCover(one, now))
  if (!ask) throw new Refusal('oncall.no_cover')
  if (found.length > 1) {
    const views = await Promise.all(found.map((one) => askView(parts, one, me)))
    return { title: [voice.say('oncall.ask.which')], tone: 'plain', blocks: coversBlocks(views, voice) }
  }
  if (ask.other === me && ask.instead !== me) return giveBack(of, ask, voice)
  if (ask.instead !== me && !isLead(of, ask)) throw new Refusal('oncall.not_your_cover')
  return undone(of, await undoCover(of.work(), parts.desks.current(), ask.id), voice)
}

function isLead({ parts, caller }: OnCallOf, { rotation }: AskRow): boolean {
  const team = parts.desks.current().rotations.get(rotation)?.team
  return team !== undefined && can(caller, ['team lead'], { requester: '', team })
}

async function giveBack(of: OnCallOf, ask: AskRow, voice: Voice): Promise<Card> {
  const { rotation, other, instead, to } = ask
  const begin = beginOf(ask, of.now)
  const roster = await readRoster(of.parts.desks.current(), of.reader, of.now)
  if (!isTheirs(roster, rotation, other, begin, to)) throw new Refusal('oncall.passed_on')
  return sendAsk(of, { kind: 'cover', rotation, asker: other, other: instead, instead: other, from: begin, to }, voice)
}

/** Both hear of it, and the team, which must know whom to turn to. */
async function undone(of: OnCallOf, ask: AskRow, voice: Voice): Promise<Card> {
  const { parts, caller } = of
  const view = await askView(parts, ask, caller.person.id)
  const word = { lane: 'update', title: 'oncall.ask.title', card: (own: Voice) => undoneCard(view, own) } as const
  const key = `oncall/ask/${ask.id}/undone`
  for (const person of new Set([ask.other, ask.instead]))
    if (person !== caller.person.id)
      await tellAccounts(parts, of.work(), await oneAccount(parts, person), { key, ...word })
  const team = view.organisation.rotations.get(ask.rotation)?.team
  if (team !== undefined) await tellPlaces(parts, of.work(), placesOf(parts, team), { key: `${key}/team`, ...word })
  return undoneCard(view, voice)
}
