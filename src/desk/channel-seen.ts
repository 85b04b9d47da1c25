import { channelOf, type Place, placeFrom, placeWord } from '../chat/address.js'
import type { PlaceState } from '../chat/catch-up.js'
import { instant, key, nullable, type Reader, table, type Work, word } from '../store/index.js'

/** A channel in which somebody spoke to the desk, or of which a platform told something. */
export interface ChannelRow {
  readonly word: string
  readonly platform: string
  readonly name?: string | undefined
  readonly state: PlaceState
  /** When it was last spoken in, to within a process's life. */
  readonly at: Date
}

export const channelTable = table<ChannelRow>('channel_seen', {
  word: key(300),
  platform: word(40),
  name: nullable(word(200)),
  state: word(12),
  at: instant(),
})

/** Notes that the desk is spoken to there. */
export async function noteChannel(work: Work, place: Place): Promise<void> {
  const there = placeWord(channelOf(place))
  const isNew = await work.insertNew(channelTable, {
    word: there,
    platform: place.platform,
    state: 'open',
    at: work.now,
  })
  if (!isNew) await work.update(channelTable, { word: there }, { at: work.now })
}

/** The channels in which the desk was spoken to last. */
export async function channelsOn(reader: Reader, platform: string, limit: number): Promise<readonly Place[]> {
  const rows = await reader.select(
    channelTable,
    `WHERE t."platform" = ? AND t."state" = 'open' ORDER BY t."at" DESC LIMIT ?`,
    [platform, limit],
  )
  return rows.flatMap((row) => placeFrom(row.word) ?? [])
}

/** What is known of these channels, by their words. */
export async function knownOf(reader: Reader, platform: string): Promise<ReadonlyMap<string, ChannelRow>> {
  const rows = await reader.find(channelTable, { platform })
  return new Map(rows.map((row) => [row.word, row]))
}
