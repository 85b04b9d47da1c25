import { complain } from './acts.js'
import { byId, onClick } from './dom.js'
import { send } from './server.js'

/** The channels beside a page, who one is, and the menu that they are on a narrow screen. */
export function createSidebar() {
  const opener = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-open-menu]')
  const isShown = (): boolean => document.body.classList.contains('menu-shown')

  function hide(): void {
    document.body.classList.remove('menu-shown')
  }

  function shut(): void {
    hide()
    const button = opener()
    if (button) button.ariaExpanded = 'false'
    button?.focus()
  }

  async function become(body: { readonly person: string | undefined }): Promise<void> {
    const result = await send({ method: 'POST', path: '/session', body })
    // The other person may not see this channel; the first one of theirs is always right.
    if (result.ok) location.assign(document.querySelector(`a.channel.direct[aria-current]`) ? '/' : location.pathname)
    else complain(result.trouble)
  }

  onClick('[data-switch]', (button) => void become({ person: button.dataset.switch }))
  onClick('[data-sign-out]', async () => {
    await send({ method: 'DELETE', path: '/session', body: {} })
    location.assign('/')
  })
  onClick('[data-open-menu]', (button) => {
    document.body.classList.add('menu-shown')
    button.ariaExpanded = 'true'
    byId('sidebar').querySelector<HTMLElement>('[data-close-menu]')?.focus()
  })
  onClick('[data-close-menu]', shut)
  document.addEventListener('click', (event) => {
    const inside = event.target instanceof Element && event.target.closest('#sidebar, [data-open-menu]')
    if (!inside) hide()
  })
  return { isShown, hide, shut }
}

/** Escape, where nothing else takes it: a dialogue or a menu that is open is shut by the browser. */
export function onEscape(run: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open], :popover-open'))
      return
    run()
  })
}
