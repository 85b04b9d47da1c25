import { createHash } from 'node:crypto'
import { byCategory, itemsFor } from '../catalogue/index.js'
import { channelOf, type Place, placeWord } from '../chat/address.js'
import type { Action, Card } from '../chat/card.js'
import { languages, type Voice } from '../chat/language.js'
import { type Desk, everybody, type Parts } from '../desk/index.js'
import { seconds } from '../kernel/duration.js'
import { panelTable } from './table.js'

/** What `/desk panel` needs: the ways a panel leads are commands, and what is behind each is asked of whoever presses. */
export type PanelParts = Pick<Parts, 'desks' | 'registry'>

/**
 * The panel of a channel: what can be ordered by everybody, a problem to report, and one's own things. It shows nothing that
 * not all may know; what a press answers is for the presser alone.
 */
export function panelCard({ desks, registry }: PanelParts, voice: Voice): Card {
  const organisation = desks.current()
  const categories = [...byCategory(itemsFor(organisation, everybody)).values()]
  const press = (label: string, command: string, style?: 'primary'): readonly Action[] =>
    registry.find(command)
      ? [{ kind: 'press', label: voice.say(label), press: { command, args: {} }, ...(style ? { style } : {}) }]
      : []
  return {
    title: [voice.say('home.panel.title', { name: organisation.name })],
    tone: 'plain',
    blocks: [
      { kind: 'text', line: [voice.say('home.panel.text')] },
      ...(categories.length > 0 && registry.find('catalogue browse')
        ? [
            {
              kind: 'choices',
              placeholder: voice.say('home.order'),
              press: { command: 'catalogue browse', args: {} },
              argument: 'category',
              options: categories.map(({ category: { id, name }, items }) => ({
                value: id,
                label: name[voice.language],
                detail: voice.say('catalogue.count', { count: items.length }),
              })),
            } as const,
          ]
        : []),
      {
        kind: 'actions',
        actions: [
          ...press('home.report', 'incident report', 'primary'),
          ...(categories.length > 0 ? press('home.panel.find', 'catalogue find') : []),
          ...press('home.panel.mine', 'desk home'),
        ],
      },
      { kind: 'note', line: [voice.say('home.panel.alone')] },
    ],
  }
}

/** What a panel shows now, as one word, whichever language it is read in. */
function digestOf(parts: Pick<Parts, 'desks' | 'registry' | 'voices'>): string {
  const cards = languages.map((language) => panelCard(parts, parts.voices.in(language)))
  return createHash('sha256').update(JSON.stringify(cards)).digest('hex')
}

const keyOf = (place: string): string => `panel/${place}`

/**
 * Puts a panel up in a channel and pins it there; where one stands it is brought up to date, and put up anew when somebody
 * has taken it away. False where messages cannot be pinned: there everybody has their own home page.
 */
export async function putPanel(desk: Desk, at: Place): Promise<boolean> {
  const { parts, caller, work } = desk.handed
  if (!parts.pins(at.platform)) return false
  const unit = work()
  const place = placeWord(channelOf(at))
  const row = { key: keyOf(place), shows: digestOf(parts), by: caller.person.id, at: unit.now }
  if (!(await unit.insertNew(panelTable, { place, ...row }))) await unit.update(panelTable, { place }, row)
  await parts.outbox.fix(unit, {
    key: keyOf(place),
    lane: 'update',
    to: channelOf(at),
    what: { show: 'sheet', sheet: 'panel', of: place },
  })
  unit.audit('desk.panel', place, {})
  return true
}

/** Brings panels in step with the catalogue: those that show something else by now. Gives their number. */
export async function keepPanels(parts: Parts): Promise<number> {
  const shows = digestOf(parts)
  const behind = (await parts.store.read.find(panelTable, {})).filter((panel) => panel.shows !== shows)
  if (behind.length === 0) return 0
  await parts.store.work({ kind: 'desk', job: 'panels' }, async (work) => {
    for (const { place, key, shows: before } of behind) {
      if ((await work.update(panelTable, { place, shows: before }, { shows })) > 0)
        await parts.outbox.renew(work, key, seconds(3))
    }
  })
  return behind.length
}
