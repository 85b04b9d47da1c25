import type { Voice } from '../../src/chat/language.js'
import { createVoices } from '../../src/chat/language.js'
import { burnDown, type CountedDay, createPictures, picturesWords } from '../../src/pictures/index.js'
import { pngOf } from './png.js'

const at = (time: string): Date => new Date(`2031-03-03T${time}:00.000Z`)

/** A day at the reception: of eighteen clocks seven are open in the afternoon, and three were late. */
export const day: CountedDay = {
  title: 'Reception, Monday 3 March',
  zone: 'Europe/Copenhagen',
  from: at('06:00'),
  to: at('17:00'),
  now: at('13:32'),
  points: (
    [
      ['06:00', 18, 18, 0],
      ['07:10', 16, 17, 0],
      ['07:50', 13, 15, 0],
      ['08:45', 12, 12, 0],
      ['09:00', 13, 12, 1],
      ['10:00', 10, 11, 1],
      ['11:30', 9, 8, 2],
      ['12:40', 6, 7, 2],
      ['13:20', 7, 6, 3],
      ['14:00', 7, 5, 3],
      ['15:30', 7, 2, 3],
      ['16:00', 7, 0, 3],
    ] as const
  ).map(([time, open, planned, breached]) => ({ at: at(time), open, planned, breached })),
}

/** What somebody gave, as all houses of a run have it. */
export const given = pngOf(480, 320)

/** One thread draws for all houses of a run. */
export const pictures = createPictures({ photo: async () => given })

export const pictureVoices = createVoices([picturesWords])

/** The day as a block of a card. */
export const dayBlock = (some: Partial<CountedDay> = {}, voice: Voice = pictureVoices.in('en')) =>
  burnDown({ ...day, ...some }, voice)
