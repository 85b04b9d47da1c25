import type { Block, Card } from '../../src/chat/card.js'
import type { Wait } from '../../src/chat/patient.js'
import type { Picture, Pictures } from '../../src/chat/picture.js'
import type { Clock } from '../../src/kernel/clock.js'
import { after, hours, seconds } from '../../src/kernel/duration.js'
import type { Log } from './log.js'
import { keyed, type Message, post } from './outward.js'
import { lookFor } from './posted.js'
import { isProcessed, type Shared, upload } from './upload.js'
import { ask, SlackSaysNo, type Web } from './web.js'

type Image = Extract<Block, { kind: 'image' }>

/** The files of Slack's in which pictures lie that may stand in a message. */
export type Files = ReadonlyMap<Picture, string>

/** A card with pictures, in Slack's terms: in words alone, or with those that are there. */
export interface Illustrated {
  readonly card: Card
  draw(files: Files): Message
}

export interface IllustrateParts {
  readonly web: Web
  readonly pictures: Pictures
  readonly clock: Clock
  readonly log: Log
  readonly wait: Wait
}

/** Where a message stands. */
interface At {
  readonly channel: string
  readonly ts: string
  /** The first message of the thread that it is in. */
  readonly thread?: string
}

export const imagesOf = (card: Card): readonly Image[] => card.blocks.filter((block) => block.kind === 'image')

const printOf = ({ picture }: Image): string => JSON.stringify(picture)

const mostKept = 2_000
const oneHour = hours(1)
/** Slack takes a file into a message only when it is done with it. */
const pauses = [0, seconds(0.5), seconds(1), seconds(2), seconds(3)]

/**
 * Brings pictures into messages. A message may show a file only where that is shared already, so the words are posted
 * first, the file is shared in the thread under them, and then the message is changed to show it. Until it does, its
 * words say what the picture shows; and they stay where the workspace takes no files.
 */
export function createIllustrator({ web, pictures, clock, log, wait }: IllustrateParts) {
  /** Messages that were posted and are not whole yet, by their key; and the files that hang on a message. */
  const begun = new Map<string, string>()
  const hanging = new Map<string, Map<string, string>>()

  const keep = <T>(map: Map<string, T>, key: string, value: T): T => {
    if (map.size >= mostKept) map.clear()
    map.set(key, value)
    return value
  }

  const fileOf = async ({ picture, alt }: Image, to: Shared): Promise<string | undefined> => {
    const png = await pictures.png(picture).catch((error: unknown) =>
      // That we cannot draw is ours to mend; the words are there.
      log.error({ err: error }, 'a picture could not be drawn'),
    )
    if (!png) return undefined
    const id = await upload(web, { png, title: picture.words.title, alt }, to)
    if (id === undefined) log.warn({}, 'slack takes no files from us: pictures are told in words')
    return id
  }

  /** What is shared under a message already is not shared again. */
  const filesUnder = async ({ channel, ts, thread }: At, card: Card): Promise<Files> => {
    const files = new Map<Picture, string>()
    const images = imagesOf(card)
    if (images.length === 0) return files
    const there = hanging.get(`${channel}/${ts}`) ?? keep(hanging, `${channel}/${ts}`, new Map<string, string>())
    for (const image of images) {
      const print = printOf(image)
      const id = there.get(print) ?? (await fileOf(image, { channel, under: thread ?? ts }))
      if (id === undefined) continue
      there.set(print, id)
      files.set(image.picture, id)
    }
    return files
  }

  /** Takes away what a message does not show any more. That a file stays is no reason to say that the change failed. */
  const sweep = async ({ channel, ts }: At, card: Card): Promise<void> => {
    const there = hanging.get(`${channel}/${ts}`)
    const shown = new Set(imagesOf(card).map(printOf))
    for (const [print, file] of there ?? []) {
      if (shown.has(print)) continue
      there?.delete(print)
      await ask(() => web.files.delete({ file })).catch((error: unknown) =>
        log.warn({ err: error }, 'a picture that is shown no more was not taken away'),
      )
    }
  }

  /** Tries for a few seconds. False when it never comes about. */
  const inTime = async (attempt: () => Promise<boolean>): Promise<boolean> => {
    for (const pause of pauses) {
      if (pause > 0) await wait(pause, new AbortController().signal)
      if (await attempt()) return true
    }
    return false
  }

  const change = async ({ channel, ts }: At, message: Message, key: string | undefined): Promise<void> => {
    const metadata = key === undefined ? {} : { metadata: keyed(key) }
    await ask(() => web.chat.update({ channel, ts, ...message, ...metadata, link_names: false }))
  }

  /** Changes a message to show its card. With a key it is whole from then on, and can be found. */
  const edit = async (at: At, { card, draw }: Illustrated, key?: string): Promise<void> => {
    const files = await filesUnder(at, card)
    const withFiles = async (): Promise<boolean> => {
      try {
        await change(at, draw(files), key)
        return true
      } catch (error) {
        if (error instanceof SlackSaysNo && error.code === 'invalid_blocks') return false
        throw error
      }
    }
    const done = files.size > 0 && (await inTime(withFiles))
    if (!done) await change(at, draw(new Map()), key)
    await sweep(at, card)
  }

  return {
    edit,

    /** Posts a card with its pictures. An earlier try that came half the way is gone on with. */
    async post(place: Omit<At, 'ts'>, illustrated: Illustrated, key: string): Promise<{ channel: string; ts: string }> {
      const since = after(clock.now(), -oneHour)
      const there = begun.get(key) ?? (await lookFor(web, place, { key, since, begun: true }))
      const told = there
        ? { channel: place.channel, ts: there }
        : await post(web, place, illustrated.draw(new Map()), key, 'begun')
      keep(begun, key, told.ts)
      await edit({ ...place, ...told }, illustrated, key)
      begun.delete(key)
      return told
    },

    /**
     * The pictures of what somebody is whispered. A whisper has no thread in which they could be shared, so they are in our
     * conversation with that person; none when Slack is not done with them in time, since a whisper is not changed.
     */
    async aside(channel: string, card: Card): Promise<Files> {
      const files = new Map<Picture, string>()
      for (const image of imagesOf(card)) {
        const id = await fileOf(image, { channel })
        if (id !== undefined) files.set(image.picture, id)
      }
      const ready = await inTime(async () => {
        const done = await Promise.all([...files.values()].map((id) => isProcessed(web, id)))
        return done.every((one) => one)
      })
      return ready ? files : new Map()
    },
  }
}
export type Illustrator = ReturnType<typeof createIllustrator>
