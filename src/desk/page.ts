import type { Block, Item } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Page } from '../chat/page.js'
import type { Caller } from '../people/index.js'
import { entriesOf, findRecord, linksOf, type Rec, remarksOf } from '../records/index.js'
import type { Reader } from '../store/index.js'
import { type Parts, practiceOf } from './parts.js'
import { entryLine, othersIn, peopleIn } from './present.js'
import { viewOf } from './view.js'

/** The page of a record: its card, its history, its conversation and its links, as far as the viewer may see them. */
export async function recordPage(
  parts: Parts,
  reader: Reader,
  viewer: Caller,
  number: string,
  voice: Voice,
): Promise<Page | undefined> {
  const record = await findRecord(reader, number, viewer)
  if (!record) return undefined
  const practice = practiceOf(parts, record.practice)
  const view = await viewOf(parts, reader, record, { viewer })
  return {
    title: `${record.number} ${record.title}`,
    card: practice.card(view, voice),
    sections: [
      { title: voice.say('page.timeline'), blocks: await history(parts, reader, record, viewer, voice) },
      { title: voice.say('page.conversation'), blocks: await conversation(parts, reader, record, viewer, voice) },
      { title: voice.say('page.links'), blocks: await linked(reader, record, viewer, voice) },
    ],
  }
}

async function history(
  parts: Parts,
  reader: Reader,
  record: Rec,
  viewer: Caller,
  voice: Voice,
): Promise<readonly Block[]> {
  const entries = await entriesOf(reader, record.id)
  const view = await viewOf(parts, reader, record, {
    viewer,
    also: entries.flatMap(peopleIn),
    others: entries.flatMap(othersIn),
  })
  const items: Item[] = []
  for (const entry of entries) {
    const said = await entryLine(reader, entry, { view, voice, team: worksHere(viewer) })
    if (!said) continue
    const at = { kind: 'time', at: entry.at.toISOString(), style: 'moment' } as const
    items.push({ line: [...said.line], detail: said.quote ? [at, ' — ', said.quote] : [at] })
  }
  return [{ kind: 'list', items }]
}

/** Whether someone is of the desk's own people: a guest who may do no more than use it is not. */
const worksHere = ({ grants, teams }: Caller): boolean =>
  teams.length > 0 || grants.some(({ role }) => role !== 'user' && role !== 'reporter')

/** Words for the team only are shown to those who work here, and are marked. */
async function conversation(
  parts: Parts,
  reader: Reader,
  record: Rec,
  viewer: Caller,
  voice: Voice,
): Promise<readonly Block[]> {
  const remarks = await remarksOf(reader, record.id, worksHere(viewer))
  if (remarks.length === 0) return [{ kind: 'note', line: [voice.say('page.nothing_said')] }]
  const people = await parts.directory.peopleByIds(remarks.map((remark) => remark.author))
  return remarks.map(
    (remark): Block => ({
      kind: 'quote' as const,
      text: [remark.text, ...remark.files.map((file) => `📎 ${file.name}`)].filter((part) => part !== '').join('\n'),
      by: [
        { kind: 'strong', text: people.get(remark.author)?.name ?? voice.say('desk.self') },
        ' · ',
        { kind: 'time', at: remark.saidAt.toISOString(), style: 'moment' },
        ...(remark.editedAt ? [` · ${voice.say('page.edited')}`] : []),
        ...(remark.internal ? [` · ${voice.say('page.internal')}`] : []),
      ],
    }),
  )
}

async function linked(reader: Reader, record: Rec, viewer: Caller, voice: Voice): Promise<readonly Block[]> {
  const links = await linksOf(reader, record.id, viewer)
  if (links.length === 0) return [{ kind: 'note', line: [voice.say('page.no_links')] }]
  return [
    {
      kind: 'list',
      items: links.map(({ kind, forward, other }) => ({
        line: [
          voice.say(`links.${kind.replaceAll(' ', '_')}.${forward ? 'forward' : 'back'}`),
          ' ',
          { kind: 'record', number: other.number },
          ` ${other.title}`,
        ],
      })),
    },
  ]
}
