/** Something that will happen, for the list of what is ahead that some platforms keep beside their channels. */
export interface Occasion {
  /** The same for the same thing each time: a word, with which the name begins. */
  readonly key: string
  readonly name: string
  readonly description: string
  /** Where, or to what. */
  readonly place: string
  readonly from: Date
  readonly to: Date
}

/** What became of a list of occasions. */
export interface KeptOccasions {
  readonly made: number
  readonly changed: number
  readonly removed: number
  /** Those furthest ahead, which the platform has no room for. */
  readonly left: number
}
