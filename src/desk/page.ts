import type { Block, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Page } from '../chat/page.js'
import type { Caller } from '../people/index.js'
import { entriesOf, findRecord, linksOf, type Rec, type Remark, remarksOf } from '../records/index.js'
import type { Reader } from '../store/index.js'
import { withApprovals } from './approval-card.js'
import { withClocks } from './clock-facts.js'
import { attachments, onKey } from './files.js'
import { type Parts, practiceOf } from './parts.js'
import { entryLine, othersIn, peopleIn } from './present.js'
import { isAlert } from './raise.js'
import { worksHere } from './team.js'
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
    card: withApprovals(withClocks(practice.card(view, voice), view, voice), view, voice),
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
  const inside = worksHere(viewer)
  for (const entry of entries) {
    // An alert about what was agreed among ourselves.
    if (!inside && isAlert(entry) && entry.data.party !== undefined) continue
    const said = await entryLine(reader, entry, { view, voice, team: inside })
    if (!said) continue
    const at = { kind: 'time', at: entry.at.toISOString(), style: 'moment' } as const
    const words = [said.quote ?? [], (said.files ?? []).map(({ name }) => `📎 ${name}`)].flat().join('\n')
    items.push({ line: [...said.line], detail: words === '' ? [at] : [at, ' — ', words] })
  }
  return [{ kind: 'list', items }]
}

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
  return remarks.flatMap((remark): readonly Block[] => {
    const by: Line = [
      { kind: 'strong', text: people.get(remark.author)?.name ?? voice.say('desk.self') },
      ' · ',
      { kind: 'time', at: remark.saidAt.toISOString(), style: 'moment' },
      ...saidOn(remark, voice),
      ...(remark.editedAt ? [` · ${voice.say('page.edited')}`] : []),
      ...(remark.internal ? [` · ${voice.say('page.internal')}`] : []),
    ]
    const words: Block = remark.text === '' ? { kind: 'note', line: by } : { kind: 'quote', text: remark.text, by }
    return remark.files.length > 0 ? [words, { kind: 'files', files: attachments(remark.files, voice) }] : [words]
  })
}

/** Where it was written, when it was in some thread. */
function saidOn({ source }: Remark, voice: Voice): readonly string[] {
  const key = onKey(source?.split(':')[0] ?? '')
  return voice.has(key) ? [` · ${voice.say(key)}`] : []
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
