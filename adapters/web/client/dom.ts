/** The element with this id; the page is ours, so it is there. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no element ${id}`)
  return found as T
}

/** The server's markup as elements: the one place where HTML is read. The server has escaped every word of a person. */
export function parsed(html: string): HTMLElement {
  const template = document.createElement('template')
  template.innerHTML = html
  const first = template.content.firstElementChild
  if (!(first instanceof HTMLElement)) throw new Error('markup without an element')
  return first
}

/** All top-level elements of a piece of markup. */
export function parsedAll(html: string): readonly Element[] {
  const template = document.createElement('template')
  template.innerHTML = html
  return [...template.content.children]
}

/** A new element; whatever stands in it is text. */
export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

/** Listens once for all elements that a selector names, now and later. */
export function onClick(selector: string, run: (element: HTMLElement, event: MouseEvent) => void): void {
  document.addEventListener('click', (event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null
    if (element) run(element, event)
  })
}

const focusables = 'a[href], button, input, select, textarea, [tabindex]'
export const focusablesIn = (element: Element): HTMLElement[] => [...element.querySelectorAll<HTMLElement>(focusables)]

/**
 * Puts an element in the place of another. When the old one held the focus, the same thing in the new one gets it, so
 * that a card that changes under the fingers does not throw a keyboard back to the top of the page.
 */
export function replaceKeepingFocus(old: HTMLElement, fresh: HTMLElement): void {
  const active = document.activeElement
  const held = active instanceof HTMLElement && old.contains(active) ? active : undefined
  const at = held && held !== old ? focusablesIn(old).indexOf(held) : -1
  const key = held?.dataset.press
  old.replaceWith(fresh)
  if (!held) return
  const same = key && focusablesIn(fresh).find((element) => commandOf(element.dataset.press) === commandOf(key))
  const target = same || focusablesIn(fresh)[at] || fresh
  target.focus({ preventScroll: true })
}

function commandOf(press: string | undefined): string | undefined {
  return press === undefined ? undefined : (JSON.parse(press) as { command: string }).command
}
