import type { FC } from 'hono/jsx'

const shapes = {
  bell: 'M4 18h16M5.5 18a6.5 6.5 0 0 1 13 0M12 11.5V9M10 8.5h4M3 21h18',
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5',
  catalogue: 'M6 9h12l-.8 10.5H6.8ZM9 11.5V8a3 3 0 0 1 6 0v3.5',
  hash: 'M9.5 4 8 20M16 4l-1.5 16M4.5 9h15.5M4 15h15.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  cross: 'M6 6l12 12M18 6 6 18',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
  reply: 'M20 12a7.5 7.5 0 0 1-7.5 7.5c-1.3 0-2.6-.3-3.7-.9L4 20l1.4-4.6A7.5 7.5 0 1 1 20 12Z',
  ticket:
    'M4 8.5A1.5 1.5 0 0 1 5.5 7h13A1.5 1.5 0 0 1 20 8.5v1.8a1.8 1.8 0 0 0 0 3.4v1.8a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 15.5v-1.8a1.8 1.8 0 0 0 0-3.4ZM14 7.5v1.5M14 11.25v1.5M14 15v1.5',
  more: 'M6 11.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8ZM12 11.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8ZM18 11.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8Z',
  send: 'M5 12h13M12.5 6l6 6-6 6',
  eye: 'M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  plus: 'M12 5v14M5 12h14',
  up: 'M8 14.5l4-4 4 4',
  down: 'M8 10l4 4 4-4',
  back: 'M14.5 6l-6 6 6 6',
  out: 'M10 5H6.5A1.5 1.5 0 0 0 5 6.5v11A1.5 1.5 0 0 0 6.5 19H10M15 8l4 4-4 4M19 12h-9',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  clip: 'M19.5 11.5l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-7.9 7.9a1.6 1.6 0 0 1-2.2-2.2l7-7',
  pencil: 'M4.5 19.5l.8-3.8L16 5a2 2 0 0 1 3 3L8.3 18.7ZM14.5 6.5l3 3',
  bin: 'M5 7.5h14M9.5 7V5h5v2M7 7.5l.8 12h8.4l.8-12M10.5 11v5M13.5 11v5',
} as const

export type IconName = keyof typeof shapes

/** A line drawing beside words, or inside a button that has a label: never read out. */
export const Icon: FC<{ readonly name: IconName }> = ({ name }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={shapes[name]} />
  </svg>
)
