import type { Action } from '../chat/card.js'

/** Where a button leads: a command in a chat, the same on a page of the catalogue. */
export interface Way {
  readonly command: 'catalogue browse' | 'catalogue find' | 'catalogue show'
  readonly args: Readonly<Record<string, string>>
}

/** The page that shows what a command would. */
function pathOf({ args }: Pick<Way, 'args'>): string {
  const asked = new URLSearchParams(args).toString()
  return asked === '' ? '/catalogue' : `/catalogue?${asked}`
}

/** A button that leads there: on a page a link, elsewhere a press. */
export const leadTo = (label: string, way: Way, { linked = false }: { readonly linked?: boolean }): Action =>
  linked ? { kind: 'link', label, url: pathOf(way) } : { kind: 'press', label, press: way }

/** The page that shows the same, for whoever is not on it. */
export const onPage = (
  way: Pick<Way, 'args'>,
  { linked }: { readonly linked?: boolean },
): { readonly page?: string } => (linked ? {} : { page: pathOf(way) })
