import { createActs, type Origin } from './acts.js'
import { byId } from './dom.js'
import { follow } from './live.js'
import { createLog } from './log.js'
import { startMenus } from './menus.js'
import { renew } from './renewed.js'
import { startTheme } from './theme.js'
import { setTimes } from './times.js'

const page = byId('record')
const whispers = byId('whispers')
const log = createLog({ list: whispers, scroll: whispers, moreAbove: () => false })
const origin: Origin = { log }
const acts = createActs({ said: (message) => log.put(message.html), originOf: () => origin })

follow(page.dataset.latest ?? '0', page.dataset.number, {
  record: (html) => renew(page, html),
  answer: (late) => acts.late(late, origin),
})
startMenus()
startTheme()
setTimes(document)
document.documentElement.dataset.ready = ''
