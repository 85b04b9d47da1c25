import type { Context } from 'hono'
import type { Inbound } from '../../src/chat/inbound.js'
import type { ShelfMessage } from '../../src/chat/shelf.js'
import { answerJson, messageJson } from './answer.js'
import { type Carried, messageSettingOf, type Room } from './room.js'

/** Hands an inbound over and answers the browser with the outcome; 202 when that comes later. */
export async function respond(
  c: Context<Carried>,
  room: Room,
  inbound: Inbound,
  said?: ShelfMessage,
): Promise<Response> {
  const outcome = await room.handOver.take(inbound)
  const setting = messageSettingOf(room, c.get('session'))
  const people = outcome.kind === 'form' ? await room.doors.people(setting.voice.language) : []
  const answer = answerJson(outcome, { people, setting, at: inbound.at })
  const message = said ? { message: messageJson(said, setting) } : {}
  return c.json({ answer, ...message }, outcome.kind === 'late' ? 202 : 200)
}
