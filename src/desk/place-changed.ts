import { channelOf, placeWord } from '../chat/address.js'
import type { Inbound } from '../chat/inbound.js'
import { shorten } from '../kernel/text.js'
import { fallbackPlace } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import { tellAdmins } from './admins.js'
import { type ChannelRow, channelTable } from './channel-seen.js'
import { claimNew } from './inbox.js'
import type { Parts } from './parts.js'
import { routedPlaces } from './watched.js'

type Changed = Extract<Inbound, { kind: 'place' }>

const states = { archived: 'archived', gone: 'gone', opened: 'open' } as const
/** The words for it, which are those that the relay uses when it finds out by itself. */
const closed = { archived: 'archived', gone: 'unknown' } as const

/**
 * Takes note of what became of a channel. Where a route leads there, or messages go that have no other place,
 * administrators hear of its end at once and not only with the next message.
 */
export async function placeChanged(parts: Parts, inbound: Changed): Promise<void> {
  const { change, place, name } = inbound
  // A thread that is put away or renamed says nothing about the channel it is in, and is opened when written in.
  if (place.thread !== undefined) return
  const word = placeWord(channelOf(place))
  await parts.store.work({ kind: 'desk', job: place.platform }, async (work) => {
    const known = await work.one(channelTable, { word })
    const routed = routedPlaces(parts, place.platform).some((one) => placeWord(one) === word)
    // The name by which a channel is met first is no news, nor that one is closed to us that never was open.
    const news =
      change === 'renamed' ? known?.name !== undefined && known.name !== name : known?.name !== undefined || routed
    if (news && !(await claimNew(work, inbound.ids, { reply: { kind: 'done' } }))) return
    const named = name === undefined ? {} : { name: shorten(name, 200) }
    const state = change === 'renamed' ? undefined : states[change]
    const row: ChannelRow = { word, platform: place.platform, state: state ?? 'open', at: work.now, ...named }
    if (!(await work.insertNew(channelTable, row)))
      await work.update(channelTable, { word }, { ...named, ...(state ? { state } : {}) })
    if (routed && (change === 'archived' || change === 'gone')) await tellOfEnd(parts, work, inbound, closed[change])
  })
}

async function tellOfEnd(parts: Parts, work: Work, { place }: Changed, how: 'archived' | 'unknown'): Promise<void> {
  const word = placeWord(channelOf(place))
  const instead = fallbackPlace(parts.desks.current(), place)
  const moved = instead && placeWord(instead) !== word
  await tellAdmins(parts, work, place.platform, {
    fact: `told/${word}`,
    words: `notices.place_gone.${how}${moved ? '_moved' : ''}`,
    params: { place: word, ...(moved ? { instead: placeWord(instead) } : {}) },
  })
}
