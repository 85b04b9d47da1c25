import { onClick } from './dom.js'

/** Light or dark by choice, remembered where the server can read it too, so that a page never flashes. */
export function startTheme(): void {
  onClick('[data-theme-toggle]', () => {
    const root = document.documentElement
    const dark = root.dataset.theme === 'dark' || (root.dataset.theme === 'auto' && prefersDark())
    root.dataset.theme = dark ? 'light' : 'dark'
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not everywhere yet
    document.cookie = `frontdesk_theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`
  })
}

const prefersDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches
