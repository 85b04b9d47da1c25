import {
  type APIThreadChannel,
  type RESTPatchAPIChannelJSONBody,
  type RESTPostAPIChannelMessagesThreadsJSONBody,
  type RESTPostAPIGuildForumThreadsJSONBody,
  Routes,
} from 'discord.js'
import type { About } from '../../src/chat/card.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Log } from '../../src/kernel/log.js'
import type { Channel, Channels } from './channels.js'
import { cut } from './cut.js'
import { limits } from './limits.js'
import { bare } from './markdown.js'
import { filesOf } from './pictures.js'
import { marked, type Post } from './posts.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

/** Discord's numbers for why not. */
export const says = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownUser: 10_013,
  notOurs: 50_005,
  /** A person who takes no direct messages. */
  closedToUs: 50_007,
  missingAccess: 50_001,
  missingPermission: 50_013,
  archived: 50_083,
  hasThread: 160_004,
  locked: 160_005,
  tagRequired: 40_067,
} as const

const isNo = (error: unknown, ...codes: readonly number[]): boolean =>
  error instanceof DiscordSaysNo && codes.includes(error.code)

/** What hangs on our messages: threads, and posts in forums, which are threads as well. */
export interface Threads {
  /**
   * Does something in a thread. Where there is none yet, one is made of the message whose id it bears; one that was put
   * away or locked is opened for it, and put back afterwards.
   */
  within<T>(channel: string, thread: string, about: About | undefined, act: () => Promise<T>): Promise<T>
  /** A post in a forum with its first message, whose id is the post's. */
  post(forum: Channel, message: Post, about: About | undefined): Promise<string>
  /** Brings the name and the marks of a thread in step with its record, and puts it away when nothing is left to do. */
  keepUp(thread: Channel, forum: Channel | undefined, about: About): Promise<void>
}

export function createThreads(parts: { readonly web: Web; readonly channels: Channels; readonly log: Log }): Threads {
  const { web, channels, log } = parts

  const patch = async (id: string, body: RESTPatchAPIChannelJSONBody): Promise<void> =>
    void channels.learn(await ask<APIThreadChannel>(() => web.patch(Routes.channel(id), { body })))

  const create = async (channel: string, message: string, about: About | undefined): Promise<void> => {
    const body = {
      name: threadName(about),
      auto_archive_duration: 10_080,
    } satisfies RESTPostAPIChannelMessagesThreadsJSONBody
    try {
      channels.learn(await ask<APIThreadChannel>(() => web.post(Routes.threads(channel, message), { body })))
    } catch (error) {
      // Somebody else has just made it.
      if (!isNo(error, says.hasThread)) throw error
    }
  }

  /** Puts a thread back as it was; that it stays open is no reason to say that the message did not go out. */
  const opened = async <T>(thread: Channel, act: () => Promise<T>): Promise<T> => {
    await patch(thread.id, { archived: false, locked: false })
    const done = await act()
    await patch(thread.id, { archived: thread.archived, locked: thread.locked }).catch((error: unknown) =>
      log.warn({ err: error }, 'a thread was opened and could not be put away again'),
    )
    return done
  }

  return {
    async within(channel, thread, about, act) {
      try {
        return await act()
      } catch (error) {
        if (isNo(error, says.unknownChannel)) {
          await create(channel, thread, about)
          return act()
        }
        if (!isNo(error, says.archived, says.locked, says.missingPermission, says.missingAccess)) throw error
        const there = await channels.lookAgain(thread)
        if (!there.archived && !there.locked) throw error
        return opened(there, act)
      }
    },

    async post(forum, message, about) {
      const tags = tagsFor(forum, about)
      const body = {
        name: threadName(about),
        auto_archive_duration: 10_080,
        message: marked(message),
        ...(tags.length > 0 ? { applied_tags: [...tags] } : {}),
      } satisfies RESTPostAPIGuildForumThreadsJSONBody
      const files = await filesOf(message.pictures)
      const told = await ask<APIThreadChannel>(() => web.post(Routes.threads(forum.id), { body, ...files }))
      channels.learn(told)
      return told.id
    },

    async keepUp(thread, forum, about) {
      const name = threadName(about)
      const applied = forum ? tagsFor(forum, about) : []
      const retag = forum !== undefined && !sameTags(thread.applied, applied)
      const put = about.over && !thread.archived
      if (thread.name === name && !retag && !put) return
      try {
        await patch(thread.id, {
          ...(thread.name === name ? {} : { name }),
          ...(retag ? { applied_tags: [...applied] } : {}),
          // What is archived can be changed only in the same stroke that opens it.
          ...(put || thread.archived ? { archived: about.over } : {}),
        })
      } catch (error) {
        // A name may be changed twice in ten minutes; only one that must not be read any more is worth waiting for.
        if (error instanceof Outage && name.length < thread.name.length && thread.name.startsWith(name)) throw error
        log.warn({ err: error }, 'a thread could not be brought in step with its record')
      }
    },
  }
}

const threadName = (about: About | undefined): string => cut(bare(about?.name ?? '').trim(), limits.thread.name) || '…'

/** The forum's tags that say what the record's state and priority are. A forum that demands one gets its first. */
function tagsFor(forum: Channel, about: About | undefined): readonly string[] {
  const labels = (about?.labels ?? []).map((label) => label.toLowerCase())
  const fitting = forum.tags.filter(({ name }) => labels.includes(name.toLowerCase()))
  const [first] = forum.tags
  const tags = fitting.length === 0 && forum.needsTag && first ? [first] : fitting
  return tags.slice(0, limits.thread.forumTagsOnPost).map(({ id }) => id)
}

const sameTags = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((tag) => b.includes(tag))
