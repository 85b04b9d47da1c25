import type { Look } from '../chat/picture.js'

/** What a picture is drawn with. The colours are those of the console, and are told apart without their hue, too. */
export interface Colours {
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly wash: string
  readonly open: string
  readonly openWash: string
  readonly planned: string
  readonly breached: string
  /** Between `open` and `breached`. */
  readonly middling: string
  /** The ground of times in which nothing may be changed. */
  readonly shade: string
}

export const colours: Readonly<Record<Look, Colours>> = {
  light: {
    ink: '#1d2523',
    soft: '#56605c',
    line: '#e5e2da',
    wash: 'rgba(86, 96, 92, 0.06)',
    open: '#1f6a58',
    openWash: 'rgba(31, 106, 88, 0.14)',
    planned: '#646d68',
    breached: '#ae3228',
    middling: '#8a5a00',
    shade: 'rgba(70, 110, 160, 0.17)',
  },
  dark: {
    ink: '#e8eae7',
    soft: '#a3aca8',
    line: '#2b3031',
    wash: 'rgba(163, 172, 168, 0.07)',
    open: '#6cc5ac',
    openWash: 'rgba(108, 197, 172, 0.16)',
    planned: '#8d9692',
    breached: '#f0897f',
    middling: '#e3b45f',
    shade: 'rgba(130, 175, 230, 0.2)',
  },
}

/** Names without quotes, which would have to be escaped. The last but one is the one that PNG is drawn with. */
export const font = 'Inter, Segoe UI, Roboto, Helvetica Neue, Arial, DejaVu Sans, sans-serif'
