/** How two items can stand to each other; `from` is the subject: *from* depends on *to*. */
export const relationKinds = ['depends on', 'runs on', 'uses', 'connected to', 'part of', 'backs up'] as const
export type RelationKind = (typeof relationKinds)[number]

export const isRelationKind = (word: string): word is RelationKind => relationKinds.some((kind) => kind === word)

/**
 * Which end suffers when the other one fails. A whole suffers from its parts; what is only backed up goes on without its
 * backup, and a backup without what it backs up.
 */
export const sufferer: Readonly<Record<RelationKind, 'from' | 'to' | 'neither'>> = {
  'depends on': 'from',
  'runs on': 'from',
  uses: 'from',
  'connected to': 'from',
  'part of': 'to',
  'backs up': 'neither',
}
