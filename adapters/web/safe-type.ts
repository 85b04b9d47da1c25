/** Pictures that a browser can show and that cannot run anything: SVG is not among them. */
const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

export const shownAsPicture = (type: string | undefined): boolean => pictures.includes(type ?? '')

/**
 * How a file of somebody's is handed to a browser: what can only be looked at is shown as what it is said to be, anything
 * else is put away unopened.
 */
export function safely(type: string | undefined): { readonly type: string; readonly shown: boolean } {
  const bare = (type ?? '').split(';')[0]?.trim().toLowerCase()
  if (shownAsPicture(bare)) return { type: bare ?? '', shown: true }
  if (bare === 'text/plain') return { type: 'text/plain; charset=utf-8', shown: true }
  return { type: 'application/octet-stream', shown: false }
}
