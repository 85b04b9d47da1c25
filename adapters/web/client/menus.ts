import { onClick } from './dom.js'

const gap = 6

/** Menus beside their buttons, in the browser's top layer: nothing that scrolls can cut them off. */
export function startMenus(): void {
  onClick('[data-menu]', (button) => {
    const menu = menuOf(button)
    if (!menu) return
    if (menu.matches(':popover-open')) return menu.hidePopover()
    menu.showPopover()
    place(menu, button)
    items(menu)[0]?.focus()
  })
  onClick('.menu [role^="menuitem"]', (item) => item.closest<HTMLElement>('.menu')?.hidePopover())
  // The toggle event does not bubble.
  document.addEventListener('toggle', noteState, true)
  document.addEventListener('keydown', moveInMenu)
}

function menuOf(button: Element): HTMLElement | undefined {
  const next = button.nextElementSibling
  return next instanceof HTMLElement && next.matches('.menu') ? next : undefined
}

const items = (menu: Element): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')]

/** Below its button, or above where there is more room, and always inside the window. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = menu
  const below = innerHeight - at.bottom - gap
  const top = below >= height || below >= at.top ? at.bottom + gap : at.top - gap - height
  const left = at.left + width + gap > innerWidth ? at.right - width : at.left
  menu.style.top = `${Math.max(gap, Math.min(top, innerHeight - height - gap))}px`
  menu.style.left = `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`
}

function noteState(event: Event): void {
  const menu = event.target
  if (!(menu instanceof HTMLElement) || !menu.matches('.menu')) return
  const open = (event as ToggleEvent).newState === 'open'
  const button = menu.previousElementSibling
  button?.setAttribute('aria-expanded', String(open))
  menu.closest('.message')?.classList.toggle('menu-open', open)
  for (const item of items(menu)) item.tabIndex = open ? 0 : -1
}

function moveInMenu(event: KeyboardEvent): void {
  const menu = event.target instanceof Element ? event.target.closest<HTMLElement>('.menu') : null
  if (!menu) return
  const all = items(menu)
  const at = all.indexOf(event.target as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (event.key === 'Tab') menu.hidePopover()
  if (to === undefined) return
  event.preventDefault()
  event.stopPropagation()
  all[(to + all.length) % all.length]?.focus()
}
