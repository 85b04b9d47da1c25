import { createActs, type Origin } from './acts.js'
import { startCommandButtons } from './composer.js'
import { byId } from './dom.js'
import { follow } from './live.js'
import { createLog } from './log.js'
import { startMenus } from './menus.js'
import { renew } from './renewed.js'
import { createSidebar, onEscape } from './sidebar.js'
import { startTheme } from './theme.js'
import { setTimes } from './times.js'
import { createUnread } from './unread.js'

const page = byId('record')
const whispers = byId('whispers')
const log = createLog({ list: whispers, scroll: whispers, moreAbove: () => false })
const origin: Origin = { log }
const acts = createActs({ said: (message) => log.put(message.html), originOf: () => origin })
const unread = createUnread(page.dataset.person ?? '')
const sidebar = createSidebar()

follow(page.dataset.latest ?? '0', page.dataset.number, {
  record: (html) => renew(page, html),
  answer: (late) => acts.late(late, origin),
  message: (message) => {
    if (!message.deleted) unread.came(message.channel, message.at, message.author?.id ?? '')
  },
})
startMenus()
startTheme()
startCommandButtons(acts, () => origin)
onEscape(() => sidebar.isShown() && sidebar.shut())
unread.mark()
setTimes(document)
document.documentElement.dataset.ready = ''
