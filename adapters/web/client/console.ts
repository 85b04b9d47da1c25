import { createActs, type Origin } from './acts.js'
import { createChannel } from './channel.js'
import { createComposer, startCommandButtons } from './composer.js'
import { byId, onClick, parsed } from './dom.js'
import { markReaction, startEdits } from './edits.js'
import { follow } from './live.js'
import { startMenus } from './menus.js'
import type { MessageJson } from './server.js'
import { createSidebar, onEscape } from './sidebar.js'
import { startTheme } from './theme.js'
import { createThread } from './thread.js'
import { setTimes } from './times.js'
import { createUnread } from './unread.js'
import { announce, toast } from './voice.js'
import { say } from './words.js'

const shell = byId('shell')
const person = shell.dataset.person ?? ''
const decorate = (message: HTMLElement): void => markReaction(message, person)

const sidebar = createSidebar()
const unread = createUnread(person)
const channel = createChannel({
  decorate,
  unread,
  openThread: (message) => void thread.open(message),
  moved: () => leave(),
})
const thread = createThread({
  decorate,
  channel: () => channel.id(),
  left: () => channel.find(thread.lastRoot())?.focus(),
})

const inChannel = (): Origin => ({ channel: channel.id(), log: channel.log })
const inThread = (): Origin => ({ channel: channel.id(), thread: thread.root() ?? '', log: thread.log })
const originOf = (element: Element): Origin => (element.closest('#thread') && thread.root() ? inThread() : inChannel())

const acts = createActs({ said: show, originOf })
const main = createComposer({ form: byId<HTMLFormElement>('compose-channel'), origin: inChannel, acts, said: show })
const side = createComposer({ form: byId<HTMLFormElement>('compose-thread'), origin: inThread, acts, said: show })
channel.onMove((placeholder) => main.moved(placeholder))
thread.onOpen(() => {
  side.moved()
  side.focus()
})

/** A message as it is now: in the channel, in the open thread, or as a mark beside another channel. */
function show(message: MessageJson): void {
  const here = message.channel === channel.id()
  const known = Boolean(channel.find(message.id) || thread.find(message.id))
  channel.came(message, message.author?.id === person)
  if (here) thread.show(message, message.author?.id === person)
  if (message.deleted) return
  unread.came(message.channel, message.at, message.author?.id ?? '')
  if (here && !document.hidden) unread.seen(message.channel)
  if (here && !known && message.author?.id !== person) tell(message)
}

/** What a screen reader says of a message that just came. */
function tell(message: MessageJson): void {
  const item = parsed(message.html)
  const author = item.querySelector('.author')?.textContent ?? ''
  const words = item.querySelector('.said, .card-title')?.textContent ?? ''
  announce(`${author}: ${words}`)
}

function leave(): void {
  thread.close(false)
  sidebar.hide()
}

let lost: (() => void) | undefined
let losing: ReturnType<typeof setTimeout> | undefined
follow(shell.dataset.latest ?? '0', undefined, {
  message: show,
  answer: (late) => acts.late(late, inChannel()),
  connection(isLost) {
    clearTimeout(losing)
    lost?.()
    lost = undefined
    // A page that is being left loses its stream too; that is nothing to speak of.
    if (isLost) losing = setTimeout(() => (lost = toast(say('offline'), true)), 1_500)
  },
})

startMenus()
startTheme()
startEdits({ acts, said: show, person })
startCommandButtons(acts, inChannel)
onClick('[data-open-thread]', (button) => {
  const id = button.closest<HTMLElement>('.message')?.dataset.id
  if (id) void thread.open(id)
})
onEscape(() => {
  if (sidebar.isShown()) sidebar.shut()
  else if (thread.root()) thread.close(true)
})
document.addEventListener('visibilitychange', () => !document.hidden && unread.seen(channel.id()))

setTimes(document)
main.moved()
unread.seen(channel.id())
if (matchMedia('(hover: hover)').matches) (thread.root() ? side : main).focus()
document.documentElement.dataset.ready = ''
