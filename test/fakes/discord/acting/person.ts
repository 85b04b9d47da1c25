import type { Deliveries } from '../deliveries.js'
import type { StoredMessage } from '../model.js'
import { ClientRefusal } from '../refused.js'
import type { World } from '../world.js'
import { type Body, seenIn } from './body.js'
import { commandActs } from './commands.js'
import { formActs } from './forms.js'
import { pressActs } from './press.js'
import { talkActs } from './talk.js'

/** A person in front of Discord's client, by id. They can do what that client lets them, and see what it shows them. */
export const actAs = (world: World, deliveries: Deliveries, userId: string) => {
  const user = world.users.get(userId)
  if (!user) throw new ClientRefusal(`There is nobody ${userId}; add them with addMember`)
  const body: Body = { world, user }
  return {
    user,
    ...commandActs(body, deliveries),
    ...pressActs(body, deliveries),
    ...formActs(body, deliveries),
    ...talkActs(body),
    /** What this person sees in a channel, oldest first: whispers to them, too. */
    reads: (channelId: string): readonly StoredMessage[] => seenIn(body, channelId),
    /** What only this person was shown, in any channel, oldest first. */
    whispers: (): readonly StoredMessage[] => world.whispers.filter(({ onlyFor }) => onlyFor === userId),
    /** Waves a whisper away. */
    dismissesWhisper(which: string): void {
      const at = world.whispers.findIndex(({ id, onlyFor }) => id === which && onlyFor === userId)
      if (at < 0) throw new ClientRefusal(`${user.name} sees no whisper ${which}`)
      world.whispers.splice(at, 1)
    },
  }
}

export type ActingPerson = ReturnType<typeof actAs>
