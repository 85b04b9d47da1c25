import { byId, made } from './dom.js'

/** Has a screen reader say something when it is done with what it says now. */
export function announce(text: string): void {
  const announcer = byId('announcer')
  announcer.append(made('p', {}, text))
  while (announcer.childElementCount > 8) announcer.firstElementChild?.remove()
}

/** A short sentence that passes by. `stays` keeps it until it is taken away by calling what is returned. */
export function toast(text: string, stays = false): () => void {
  const note = made('p', { className: 'toast' }, text)
  byId('toasts').append(note)
  const away = (): void => note.remove()
  if (!stays) setTimeout(away, 4_000)
  return away
}
