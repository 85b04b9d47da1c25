import type { Action, Block, Card, Line } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import { namesOf, type Parts, type Sheet } from '../../desk/index.js'
import { nameOf } from '../../organisation/index.js'
import type { Reader } from '../../store/index.js'
import { rightName } from './apart.js'
import { type Count, countsOf, type Waiting, waitingFor } from './certification-queries.js'
import { type CampaignRow, campaignTable } from './table.js'

/** What campaigns say: the questions to those who answer for rights, and how far it has come. */

/** So many questions at a time: each has two buttons. */
export const questionsAtOnce = 5

const moment = (at: string) => ({ kind: 'time', at, style: 'moment' }) as const

/** A person and a right, with the buttons Keep and Remove. `page` is carried where the answer is followed by the next ones. */
export function questionBlocks(
  parts: Parts,
  { item, person, right, service, since, until }: Waiting,
  { voice, called, page }: { readonly voice: Voice; readonly called: (id: string) => string; readonly page?: string },
): readonly Block[] {
  const organisation = parts.desks.current()
  const day = (at: string) => ({ kind: 'time', at, style: 'date' }) as const
  const line: Line = [
    { kind: 'strong', text: called(person) },
    ` · ${rightName(organisation, right, voice.language)} · ${nameOf(organisation, 'service', service, voice.language)}`,
    ...(since ? [' · ', ...voice.line('access.since', { at: day(since) })] : []),
    ...(until ? [' · ', ...voice.line('access.until', { at: day(until) })] : []),
  ]
  const press = (answer: 'keep' | 'remove', style?: 'danger'): Action => ({
    kind: 'press',
    label: voice.say(`access.campaign.${answer}`, { name: called(person) }),
    press: {
      command: 'access answer',
      args: { question: String(item), answer, ...(page === undefined ? {} : { page }) },
    },
    ...(style ? { style } : {}),
  })
  return [
    { kind: 'text', line },
    { kind: 'actions', actions: [press('keep'), press('remove', 'danger')] },
  ]
}

/** The message to one of those who answer for rights: `CAMPAIGN/PERSON`. It shows the first of what they have not answered. */
const certificationSheet: Sheet = async (parts, of, voice) => {
  const { read } = parts.store
  const [id = '', ...rest] = of.split('/')
  const owner = rest.join('/')
  const campaign = await read.one(campaignTable, { id: Number(id) })
  if (!campaign) return undefined
  const count = (await countsOf(read, campaign.id)).find((one) => one.owner === owner)
  if (!count) return undefined
  const questions = campaign.closedAt
    ? []
    : await waitingFor(read, [owner], { campaign: campaign.id, limit: questionsAtOnce })
  const called = await namesOf(
    parts,
    questions.map(({ person }) => person),
  )
  const blocks: Block[] = [{ kind: 'text', line: standLine(campaign, count, voice) }]
  for (const question of questions) blocks.push(...questionBlocks(parts, question, { voice, called }))
  if (count.waiting > questions.length && !campaign.closedAt)
    blocks.push({
      kind: 'actions',
      actions: [
        {
          kind: 'press',
          label: voice.say('access.campaign.all', { count: count.waiting }),
          press: { command: 'access review', args: {} },
        },
      ],
    })
  const isDone = questions.length === 0
  return {
    title: [voice.say(`access.campaign.asks_${campaign.kind}`)],
    tone: isDone ? 'muted' : 'attention',
    blocks,
  }
}

function standLine({ dueAt, closedAt }: CampaignRow, { all, waiting }: Count, voice: Voice): Line {
  if (closedAt) return [voice.say('access.campaign.over')]
  if (waiting === 0) return [voice.say('access.campaign.thanks', { count: all })]
  return voice.line('access.campaign.stand', { done: all - waiting, all, at: moment(dueAt.toISOString()) })
}

/** How a campaign stands or went, by who was asked. */
export async function askedCard(
  parts: Parts,
  reader: Reader,
  campaign: CampaignRow,
): Promise<{ readonly silent: number; readonly in: (voice: Voice) => Card }> {
  const counts = await countsOf(reader, campaign.id)
  const called = await namesOf(
    parts,
    counts.map(({ owner }) => owner),
  )
  const closed = (await reader.one(campaignTable, { id: campaign.id }))?.closedAt
  const sum = (of: (count: Count) => number): number => counts.reduce((total, count) => total + of(count), 0)
  const silent = sum((count) => count.silent)
  return {
    silent,
    in: (voice) => ({
      title: [voice.say(closed ? 'access.campaign.over' : `access.campaign.asks_${campaign.kind}`)],
      tone: silent > 0 ? 'attention' : 'plain',
      blocks: [
        {
          kind: 'text',
          line: voice.line('access.campaign.sum', {
            from: moment(campaign.begunAt.toISOString()),
            to: moment((closed ?? campaign.dueAt).toISOString()),
            kept: sum(({ kept }) => kept),
            removed: sum(({ removed }) => removed),
            silent: sum((count) => count.silent + count.waiting),
          }),
        },
        {
          kind: 'table',
          columns: ['asked', 'all', 'kept', 'removed', 'silent'].map((name) =>
            voice.say(`access.campaign.columns.${name}`),
          ),
          rows: counts.map(({ owner, all, kept, removed, silent: quiet, waiting }) => [
            owner === '' ? voice.say('access.campaign.nobody') : called(owner),
            ...[all, kept, removed, quiet + waiting].map(String),
          ]),
        },
      ],
    }),
  }
}

/** The questions as they stand in people's conversations with the desk. */
export const accessSheets: ReadonlyMap<string, Sheet> = new Map([['certification', certificationSheet]])
