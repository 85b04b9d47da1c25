import { parsed, replaceKeepingFocus } from './dom.js'
import { setTimes } from './times.js'
import { announce } from './voice.js'
import { say } from './words.js'

/** Puts a page's new state in place of the old one, part by part, so that nothing moves that has not changed. */
export function renew(page: HTMLElement, html: string): void {
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
