import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import {
  importShifts,
  planImport,
  readRoster,
  rotationNamed,
  shiftsCard,
  shiftsIn,
  shiftsTakenCard,
} from '../oncall/index.js'
import type { Rotation } from '../organisation/index.js'
import { can } from '../people/index.js'
import { attachedText } from './attached-text.js'
import { draftOf, keepDraft } from './draft.js'
import type { OnCallOf } from './on-call.js'
import { namesOf } from './tell.js'

const command = 'oncall import'

/** Shows what the shifts of an attached calendar would change, with the button that takes them over. */
export async function lookAtShifts(
  { parts, caller, reader, now }: OnCallOf,
  { rotation: id, attached }: { readonly rotation: string; readonly attached: string | undefined },
  voice: Voice,
): Promise<Card> {
  const organisation = parts.desks.current()
  const rotation = rotationNamed(organisation, id)
  demandLead({ caller }, rotation)
  const file = await attachedText(parts, attached)
  if (!file) throw new Refusal('oncall.no_file', {}, 'files')
  const plan = await planImport(reader, rotation.id, shiftsIn(organisation, rotation, file.text, now), now)
  const [roster, people] = await Promise.all([
    readRoster(organisation, reader, now),
    namesOf(parts, organisation.people.keys()),
  ])
  const view = {
    rotation: rotation.name[voice.language],
    plan,
    people,
    others: ({ person, from, to }: { readonly person: string; readonly from: Date; readonly to: Date }) => [
      ...new Set(
        roster.shifts(rotation.id, from, to).flatMap((shift) => (shift.person === person ? [] : shift.person)),
      ),
    ],
  }
  if (plan.adds.length + plan.removes.length === 0) return shiftsCard(view, undefined, voice)
  const { id: me, name } = caller.person
  const args = { rotation: rotation.id, text: file.text, over: plan.over }
  const draft = { id: parts.ids.next(), person: me, command, args }
  await parts.store.work({ kind: 'person', id: me, name }, (work) => keepDraft(work, draft))
  const press = { command, args: { rotation: rotation.id, draft: draft.id } }
  return shiftsCard(view, { kind: 'press', label: voice.say('oncall.import.take'), press, style: 'primary' }, voice)
}

/** Puts in force what was looked at; refuses when other shifts were taken over meanwhile. */
export async function takeShifts(of: OnCallOf, draft: string, voice: Voice): Promise<Card> {
  const { parts, caller } = of
  const work = of.work()
  const organisation = parts.desks.current()
  const kept = await draftOf(work, draft, caller.person.id, work.now)
  if (kept?.text === undefined || kept.rotation === undefined) throw new Refusal('oncall.stale_import', {}, 'files')
  const rotation = rotationNamed(organisation, kept.rotation)
  demandLead(of, rotation)
  const shifts = shiftsIn(organisation, rotation, kept.text, work.now)
  await importShifts(work, rotation.id, shifts, kept.over ?? '', caller.person.id)
  return shiftsTakenCard(rotation.name[voice.language], voice)
}

function demandLead({ caller }: Pick<OnCallOf, 'caller'>, { team }: Rotation): void {
  if (!can(caller, ['team lead'], { requester: '', team })) throw new Refusal('oncall.leads_import')
}
