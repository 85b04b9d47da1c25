import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import {
  type AskAnswer,
  type AskRow,
  type AskView,
  askCard,
  askEndCard,
  takenOverCard,
  type Wish,
  writeAsk,
} from '../oncall/index.js'
import type { OnCallOf } from './on-call.js'
import type { Parts } from './parts.js'
import { namesOf, oneAccount, placesOf, tellAccounts, tellPlaces } from './tell.js'

const title = 'oncall.ask.title'

export async function askView(parts: Parts, ask: AskRow, reader: string): Promise<AskView> {
  const people = await namesOf(parts, [ask.asker, ask.other, ask.instead])
  return { ask, organisation: parts.desks.current(), people, reader }
}

/** Writes a request down and puts it to the other person, in their direct conversation. */
export async function sendAsk(of: OnCallOf, wish: Wish, voice: Voice): Promise<Card> {
  const { parts } = of
  const ask = await writeAsk(of.work(), parts.ids, wish)
  const asked = await askView(parts, ask, ask.other)
  await tellAccounts(parts, of.work(), await oneAccount(parts, ask.other), {
    key: `oncall/ask/${ask.id}`,
    lane: 'update',
    title,
    card: (own) => askCard(asked, own),
  })
  return askCard({ ...asked, reader: ask.asker }, voice)
}

/** Tells everybody whom an answer concerns; what was answered before is told to nobody again. */
export async function endedFor(of: OnCallOf, { kind, ask }: AskAnswer, voice: Voice): Promise<Card> {
  const { parts, caller } = of
  const view = await askView(parts, ask, caller.person.id)
  if (kind === 'accepted' || kind === 'declined' || kind === 'withdrawn') {
    const concerned = new Set(kind === 'withdrawn' ? [ask.other] : [ask.asker, ask.instead])
    concerned.delete(caller.person.id)
    for (const person of concerned) {
      await tellAccounts(parts, of.work(), await oneAccount(parts, person), {
        key: `oncall/ask/${ask.id}/${kind}`,
        lane: 'update',
        title,
        card: (own) => askEndCard({ ...view, reader: person }, kind, own),
      })
    }
  }
  if (kind === 'accepted') await tellTeam(of, view)
  return askEndCard(view, kind, voice)
}

/** Who works beside them must know whom to turn to. */
async function tellTeam({ parts, work }: OnCallOf, view: AskView): Promise<void> {
  const team = view.organisation.rotations.get(view.ask.rotation)?.team
  if (team === undefined) return
  await tellPlaces(parts, work(), placesOf(parts, team), {
    key: `oncall/ask/${view.ask.id}/team`,
    lane: 'update',
    title,
    card: (own) => takenOverCard(view, own),
  })
}
