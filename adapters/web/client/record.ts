import { createActs, type Origin } from './acts.js'
import { byId, parsed, replaceKeepingFocus } from './dom.js'
import { follow } from './live.js'
import { createLog } from './log.js'
import { startMenus } from './menus.js'
import { startTheme } from './theme.js'
import { setTimes } from './times.js'
import { announce } from './voice.js'
import { say } from './words.js'

const page = byId('record')
const whispers = byId('whispers')
const log = createLog({ list: whispers, scroll: whispers, moreAbove: () => false })
const origin: Origin = { log }
const acts = createActs({ said: (message) => log.put(message.html), originOf: () => origin })

/** Puts the page's new state in place of the old one, part by part, so that nothing moves that has not changed. */
function renew(html: string): void {
  const fresh = [...parsed(`<div>${html}</div>`).children] as HTMLElement[]
  const old = [...page.children] as HTMLElement[]
  let changed = fresh.length !== old.length
  fresh.forEach((part, at) => {
    const before = old[at]
    setTimes(part)
    if (before?.innerHTML === part.innerHTML) return
    changed = true
    if (before) replaceKeepingFocus(before, part)
    else page.append(part)
  })
  for (const part of old.slice(fresh.length)) part.remove()
  if (changed) announce(say('updated'))
}

follow(page.dataset.latest ?? '0', page.dataset.number, {
  record: renew,
  answer: (late) => acts.late(late, origin),
})
startMenus()
startTheme()
setTimes(document)
document.documentElement.dataset.ready = ''
