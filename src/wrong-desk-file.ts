import type { Problem } from './organisation/problems.js'

/** A desk file that cannot be used; every problem in it is named. */
export class WrongDeskFile extends Error {
  override readonly name = 'WrongDeskFile'
  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super(`problems in ${file}: ${problems.length}`)
  }
}
