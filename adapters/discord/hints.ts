import { type APIMessage, ComponentType, Routes } from 'discord.js'
import type { Language, Voice } from '../../src/chat/language.js'
import { languages } from '../../src/chat/language.js'
import { unhurried } from '../../src/chat/patience.js'
import type { House } from '../../src/chat/platform.js'
import type { Log } from '../../src/kernel/log.js'
import type { Heard } from './heard.js'
import { literal } from './markdown.js'
import { type createWhispers, type Message, say, sentence } from './outward.js'
import { menuNames } from './register.js'
import { ask, DiscordSaysNo, type Web } from './web.js'
import type { Whereabouts } from './whereabouts.js'

export interface HintParts {
  readonly house: House
  readonly web: Web
  readonly self: { readonly user: string }
  readonly whereabouts: Whereabouts
  readonly whisper: ReturnType<typeof createWhispers>
  readonly log: Log
}

type Hidden = NonNullable<Heard['hidden']>

const lookedThrough = 100

/**
 * Without the intent MESSAGE_CONTENT the desk sees that somebody spoke in a record's thread, and not what. It says once in
 * that thread how to be heard; whether it has already said so is read from the thread itself.
 */
export function createHints({ house, web, self, whereabouts, whisper, log }: HintParts) {
  const given = new Set<string>()
  const words = (voice: Voice): string =>
    literal(voice.say('discord.hidden', { desk: mark })).replace(mark, `<@${self.user}>`)
  const voiceOf = ({ who }: Hidden): Voice => house.registry.voice(house.languageOf(who.account, who.profile))

  const isGiven = async (thread: string): Promise<boolean> => {
    const query = new URLSearchParams({ limit: String(lookedThrough) })
    const newest = await ask<APIMessage[]>(() => web.get(Routes.channelMessages(thread), { query }))
    const ours = newest.filter(({ author }) => author.id === self.user).map((message) => JSON.stringify(message))
    return languages.some((language: Language) => {
      const said = JSON.stringify(words(house.registry.voice(language)))
      return ours.some((message) => message.includes(said))
    })
  }

  const inThread = async (hidden: Hidden): Promise<void> => {
    const { thread } = hidden.place
    // In threads of other people nobody speaks to the desk.
    if (!thread || given.has(thread) || whereabouts.known(thread)?.owner_id !== self.user) return
    given.add(thread)
    if (await isGiven(thread)) return
    const message: Message = {
      ...sentence(''),
      components: [{ type: ComponentType.TextDisplay, content: words(voiceOf(hidden)) }],
    }
    await unhurried(() => say(web, hidden.place, message, `hint:${thread}`))
  }

  return async (hidden: Hidden): Promise<void> => {
    try {
      if (hidden.by === 'words') return await inThread(hidden)
      const voice = voiceOf(hidden)
      const [menu = ''] = menuNames(house.registry, 'message', voice.language)
      await whisper(hidden.who.account.user, [sentence(voice.say('discord.hiddenMark', { menu }))], 'hint')
    } catch (error) {
      if (hidden.place.thread) given.delete(hidden.place.thread)
      log.warn({ code: error instanceof DiscordSaysNo ? error.code : 'outage' }, 'nobody could be told how to be heard')
    }
  }
}

/** A private-use character that no sentence of ours contains. */
const mark = '\uE000'
