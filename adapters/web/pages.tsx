import type { Context } from 'hono'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import { nearest } from '../../src/chat/language.js'
import type { Lead, ServedFile } from '../../src/chat/page.js'
import { NoFile } from '../../src/chat/platform.js'
import { Refusal } from '../../src/kernel/errors.js'
import { messagesIn } from './api-messages.js'
import type { ConsoleView } from './console-view.js'
import { platform, workspace } from './doors.js'
import { maySwitch } from './guard.js'
import { comesFromElsewhere, readerOf } from './identify.js'
import { documentOf, type Frame, type Theme } from './layout.js'
import { ConsolePage } from './page-console.js'
import { LeadPage } from './page-lead.js'
import { AgainPage, NoticePage, SignInPage } from './page-notice.js'
import { RecordPage } from './page-record.js'
import { pictureIn } from './picture-path.js'
import { shortcutsOn } from './render-message.js'
import {
  type Carried,
  channelsOf,
  type ListedChannel,
  messageAt,
  messageSettingOf,
  placeFor,
  type Room,
  settingOf,
  voiceOf,
} from './room.js'
import { sendFile, sendPicture } from './send-file.js'
import type { Session } from './sessions.js'

/** The pages that people open: the console, a record, those of the desk itself, and what is shown in place of either. */
export function consolePages(room: Room): Hono<Carried> {
  const pages = new Hono<Carried>()

  pages.use(async (c, next) => {
    if (comesFromElsewhere(c)) {
      const to = new URL(c.req.url)
      to.searchParams.set('again', '1')
      return page(c, <AgainPage frame={frameOf(c, room)} to={to.pathname + to.search} />)
    }
    const session = await readerOf(c, room)
    if (!session) return page(c, <SignInPage frame={frameOf(c, room)} to={c.req.path} {...linkCommand(room)} />, 401)
    c.set('session', session)
    return next()
  })

  pages.get('/', async (c) => (await showLead(c, room, 'home')) ?? showChannel(c, room))
  pages.get('/home', async (c) => (await showLead(c, room, 'home')) ?? missingPage(c, room))
  pages.get('/catalogue', async (c) => (await showLead(c, room, 'catalogue')) ?? missingPage(c, room))
  pages.get('/c/:channel', (c) => showChannel(c, room, c.req.param('channel')))
  pages.get('/c/:channel/t/:thread', (c) => showChannel(c, room, c.req.param('channel'), c.req.param('thread')))

  pages.get('/r/:number', async (c) => {
    const session = c.get('session')
    const number = c.req.param('number')
    const latest = await room.doors.shelf.latest()
    const found = await room.doors.pages.record(session.account, number)
    if (!found) throw new Refusal('web.record')
    const frame = frameOf(c, room, session)
    const setting = settingOf(room, session)
    return page(
      c,
      <RecordPage
        frame={frame}
        page={found}
        number={number}
        setting={setting}
        person={session.person.id}
        latest={latest}
      />,
    )
  })

  pages.get('/:name{[a-z-]{1,40}}', async (c) => {
    const session = c.get('session')
    const latest = await room.doors.shelf.latest()
    const found = await room.doors.pages.named(session.account, c.req.param('name'), c.req.query())
    if (!found) throw new Refusal('web.record')
    const [frame, setting] = [frameOf(c, room, session), settingOf(room, session)]
    return page(
      c,
      <RecordPage frame={frame} page={found} setting={setting} person={session.person.id} latest={latest} />,
    )
  })

  /** What stands in a channel is for whoever sees the channel. */
  pages.get('/c/:channel/m/:message/:file', async (c) => {
    const session = c.get('session')
    const { channel, message, file } = c.req.param()
    const place = await placeFor(room, session, channel, c.req.query('thread'))
    const found = (await messageAt(room, place, message)).files?.find(({ id }) => id === file)
    if (!found) throw new Refusal('web.file')
    const about = { name: found.name, on: platform }
    try {
      return await sendFile(c, { kind: 'open', ...about, ...(await room.uploads.open(found)) })
    } catch (error) {
      if (error instanceof NoFile) return withheld(c, room, { kind: error.reason, ...about })
      throw error
    }
  })

  pages.get('/pictures/:look/:word', async (c) => {
    const { look, word } = c.req.param()
    const picture = pictureIn(word, room.doors.sign)
    if (!picture || (look !== 'light' && look !== 'dark')) throw new Refusal('web.file')
    return sendPicture(c, await room.house.pictures.svg(picture, look))
  })

  pages.get('/files/:id', async (c) => {
    const found = await room.doors.pages.file(c.get('session').account, c.req.param('id'))
    if (!found) throw new Refusal('web.file')
    return found.kind === 'open' ? sendFile(c, found) : withheld(c, room, found)
  })
  return pages
}

const statuses = { gone: 410, closed: 503, away: 503 } as const

/** Why a file that is known of cannot be had. */
function withheld(
  c: Context<Carried>,
  room: Room,
  { kind, on, name }: Exclude<ServedFile, { kind: 'open' }>,
): Response {
  const voice = voiceOf(room, c.get('session'))
  const where = `platforms.${on}.on`
  const gaps = { name, on: voice.has(where) ? voice.say(where) : on }
  const [says, hint] = [voice.say(`web.file.${kind}.says`, gaps), voice.say(`web.file.${kind}.hint`, gaps)]
  return troublePage(c, room, says, hint, statuses[kind])
}

/** Tells in the reader's language that there is nothing at this address for them. */
export function missingPage(c: Context, room: Room): Response {
  const session: Session | undefined = c.get('session')
  const frame = frameOf(c, room, session)
  const [title, text, hint] = ['title', 'text', 'hint'].map((part) => frame.voice.say(`web.missing.${part}`))
  return page(c, <NoticePage frame={frame} title={title ?? ''} text={text ?? ''} hint={hint ?? ''} />, 404)
}

/** A sentence in place of a page that could not be made. */
export function troublePage(c: Context, room: Room, says: string, hint: string, status: number): Response {
  return page(c, <NoticePage frame={frameOf(c, room, c.get('session'))} title={says} text={hint} hint="" />, status)
}

/** What stands beside every page of the console. */
async function besides(c: Context<Carried>, room: Room) {
  const session = c.get('session')
  const setting = messageSettingOf(room, session)
  const { registry } = room.house
  const channels = await channelsOf(room, session)
  return {
    frame: frameOf(c, room, session),
    setting,
    person: session.person,
    people: maySwitch(c, room) ? await room.doors.people(setting.voice.language) : [],
    channels: await Promise.all(channels.map((channel) => withNewest(room, channel))),
    shortcuts: shortcutsOn('anywhere', registry, setting.voice),
    mine: registry.find('desk mine') !== undefined,
    leads: await room.doors.pages.leads(session.account),
  }
}

/** A page beside the sidebar; undefined where the desk has none of this name for the reader. */
async function showLead(c: Context<Carried>, room: Room, at: Lead): Promise<Response | undefined> {
  const latest = await room.doors.shelf.latest()
  const found = await room.doors.pages.named(c.get('session').account, at, c.req.query())
  return found && page(c, <LeadPage view={{ ...(await besides(c, room)), at }} page={found} latest={latest} />)
}

async function showChannel(c: Context<Carried>, room: Room, id?: string, thread?: string): Promise<Response> {
  const session = c.get('session')
  // Before the messages are read: what comes in between comes by the stream as well, and is known by its id.
  const latest = await room.doors.shelf.latest()
  const channels = await channelsOf(room, session)
  const here = id === undefined ? channels[0] : channels.find((channel) => channel.id === id)
  if (!here) throw new Refusal('web.channel')
  const place = { platform, workspace, channel: here.id }
  const { messages, more } = await messagesIn(room, place)
  const view: ConsoleView = {
    ...(await besides(c, room)),
    here,
    messages,
    more,
    latest,
    ...(thread === undefined
      ? {}
      : { thread: { root: await messageAt(room, place, thread), ...(await messagesIn(room, { ...place, thread })) } }),
  }
  return page(c, <ConsolePage view={view} />)
}

/** When the newest message of a channel came, and whose it is: the browser knows what it has shown and marks the rest. */
async function withNewest({ doors }: Room, channel: ListedChannel) {
  const [newest] = await doors.shelf.list({ platform, workspace, channel: channel.id }, 1)
  if (!newest || newest.deleted) return channel
  return { ...channel, lastAt: newest.at, lastBy: newest.author?.account.user ?? '' }
}

/** The command that gives a code, where the core has one. */
function linkCommand({ house }: Room): { command?: string } {
  const command = house.registry.find('desk link')
  return command ? { command: command.name } : {}
}

function frameOf(c: Context, room: Room, session?: Session): Frame {
  const asked = nearest(c.req.header('accept-language')?.split(',')[0])
  const voice = session ? voiceOf(room, session) : room.house.registry.voice(asked ?? 'en')
  return { assets: room.assets, voice, theme: themeOf(c), organisation: room.organisation() }
}

function themeOf(c: Context): Theme {
  const chosen = getCookie(c, 'frontdesk_theme')
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto'
}

const page = (c: Context, content: Child, status = 200): Response => c.html(documentOf(content), status as 200)
