import type { Action, Block, Card } from '../../chat/card.js'
import type { Call } from '../../chat/command.js'
import type { Voice } from '../../chat/language.js'
import type { Reply } from '../../chat/reply.js'
import { type Desk, hasLeft, namesOf } from '../../desk/index.js'
import { pageIn } from '../../kernel/text.js'
import { together } from '../../people/index.js'
import { excludedBy, rightName } from './apart.js'
import { isSeated } from './asking.js'
import { askedCard, questionBlocks, questionsAtOnce } from './campaign-card.js'
import { type Answer, answer, answersFor, begin } from './campaigns.js'
import { lastCampaigns, waitingFor } from './certification-queries.js'
import { isSeen, liveRows, type Sight } from './queries.js'
import { itemsOf } from './register-card.js'
import { sightIn } from './sight.js'
import type { RightRow } from './table.js'

/** Looking rights through: what waits for one's answer, how campaigns go, and what nobody stands behind. */

/** What waits for the caller's answer; to those who see the whole register, also how the last campaigns went. */
export async function reviewCard(desk: Desk, voice: Voice, typed: string | undefined): Promise<Card> {
  const { parts, reader } = desk.handed
  const page = pageIn(typed)
  const found = await waitingFor(reader, await answersFor(desk), {
    ...{ limit: questionsAtOnce + 1, offset: (page - 1) * questionsAtOnce },
  })
  const questions = found.slice(0, questionsAtOnce)
  const called = await namesOf(
    parts,
    questions.map(({ person }) => person),
  )
  const blocks: Block[] = questions.flatMap((one) => questionBlocks(parts, one, { voice, called, page: String(page) }))
  if (questions.length === 0) blocks.push({ kind: 'text', line: [voice.say('access.campaign.nothing')] })
  if (found.length > questionsAtOnce)
    blocks.push({ kind: 'actions', actions: [nextPage(voice, 'access review', page)] })
  if ((await sightIn(desk)).all && page === 1) blocks.push(...(await campaignBlocks(desk, voice)))
  return { title: [voice.say('access.campaign.title')], tone: 'plain', blocks }
}

const nextPage = (voice: Voice, command: string, page: number): Action => ({
  kind: 'press',
  label: voice.say('desk.next_page'),
  press: { command, args: { page: String(page + 1) } },
})

async function campaignBlocks({ handed: { parts, reader } }: Desk, voice: Voice): Promise<readonly Block[]> {
  const blocks: Block[] = []
  for (const campaign of await lastCampaigns(reader, 3)) {
    const card = (await askedCard(parts, reader, campaign)).in(voice)
    blocks.push({ kind: 'divider' }, { kind: 'text', line: card.title }, ...card.blocks)
  }
  return blocks
}

/** Begins a campaign by hand, and says how much is asked. */
export async function certify({ desk, voice }: Call<Desk>, service: string | undefined): Promise<Reply> {
  const { campaign, rights } = await begin(desk, service)
  const at = { kind: 'time', at: campaign.dueAt.toISOString(), style: 'moment' } as const
  return {
    kind: 'whisper',
    card: { title: voice.line('access.campaign.begun', { count: rights, at }), tone: 'good', blocks: [] },
  }
}

/** An answer from a button. In the message that asked, the next question takes its place; elsewhere the next ones are shown. */
export async function answered(
  { desk, voice }: Call<Desk>,
  {
    question,
    answer: said,
    page,
  }: { readonly question: string; readonly answer: string; readonly page?: string | undefined },
): Promise<Reply> {
  const { row } = await answer(desk, question, said === 'keep' ? 'keep' : ('remove' satisfies Answer))
  if (page === undefined) return { kind: 'done' }
  const name = (await desk.person(row.person))?.name ?? row.person
  const right = rightName(desk.organisation, row.right, voice.language)
  const card = await reviewCard(desk, voice, undefined)
  const line = voice.line(`access.campaign.said_${said === 'keep' ? 'keep' : 'remove'}`, { name, right })
  return { kind: 'whisper', card: { ...card, blocks: [{ kind: 'text', line }, ...card.blocks] } }
}

/** Why nobody stands behind a right. */
type Orphan = 'left' | 'gone' | 'no_owner' | 'not_for' | 'excluded'

const batch = 200
const pageSize = 10

/** Rights whose person has left, which nobody answers for, or which the desk file would not give any more. */
export async function orphansCard(desk: Desk, voice: Voice, typed: string | undefined): Promise<Card> {
  const page = pageIn(typed)
  const found = await orphansIn(desk, await sightIn(desk))
  const shown = found.slice((page - 1) * pageSize, page * pageSize)
  const items = await itemsOf(
    desk,
    voice,
    shown.map(({ row }) => row),
  )
  const told = items.map((item, at) => ({
    ...item,
    detail: [
      `${(shown[at]?.why ?? []).map((why) => voice.say(`access.orphans.${why}`)).join(', ')} · `,
      ...(item.detail ?? []),
    ],
  }))
  const blocks: Block[] = [
    told.length > 0 ? { kind: 'list', items: told } : { kind: 'text', line: [voice.say('access.none')] },
  ]
  if (found.length > page * pageSize)
    blocks.push({ kind: 'actions', actions: [nextPage(voice, 'access orphans', page)] })
  return { title: [voice.say('access.orphans_title')], tone: found.length > 0 ? 'attention' : 'plain', blocks }
}

interface Found {
  readonly row: RightRow
  readonly why: readonly Orphan[]
}

async function orphansIn(desk: Desk, sight: Sight): Promise<readonly Found[]> {
  const found: Found[] = []
  const left = remembered((person) => hasLeft(desk.parts, person))
  for (let behind = 0; ; ) {
    const rows = await liveRows(desk.handed.reader, { behind, limit: batch })
    for (const row of rows.filter((one) => isSeen(one, sight))) {
      const why = await whyOrphan(desk, row, left)
      if (why.length > 0) found.push({ row, why })
    }
    behind = rows.at(-1)?.id ?? behind
    if (rows.length < batch) return found
  }
}

async function whyOrphan(
  { parts, organisation, handed: { reader } }: Desk,
  { person, right: id, service }: RightRow,
  left: (person: string) => Promise<boolean>,
): Promise<readonly Orphan[]> {
  const why: Orphan[] = []
  const owner = organisation.services.get(service)?.owner
  const right = organisation.access.rights.get(id)
  if (await left(person)) why.push('left')
  if (!right) why.push('gone')
  if (owner === undefined || (await left(owner))) why.push('no_owner')
  const rights = right?.heldBy && together(await parts.directory.rightsOf(person))
  if (rights && !right.heldBy?.some((seated) => isSeated(seated, person, rights, right.service))) why.push('not_for')
  if (right && (await excludedBy(reader, organisation, { person, right: id })).length > 0) why.push('excluded')
  return why
}

/** Asks once for each. */
function remembered(ask: (id: string) => Promise<boolean>): (id: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>()
  return (id) => {
    const there = known.get(id) ?? ask(id)
    known.set(id, there)
    return there
  }
}
