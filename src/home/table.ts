import { instant, key, table, word } from '../store/index.js'

/** A panel that all who are in a channel share, one a channel. */
export interface PanelRow {
  /** The channel's word. */
  readonly place: string
  /** Under which it was put up. */
  readonly key: string
  /** A digest of what it shows: it is changed where that has become something else. */
  readonly shows: string
  readonly by: string
  readonly at: Date
}

export const panelTable = table<PanelRow>('panel', {
  place: key(400),
  key: word(300),
  shows: word(64),
  by: word(),
  at: instant(),
})
