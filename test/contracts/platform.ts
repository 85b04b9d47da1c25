import { describe, it } from 'mocha'
import { answers } from './answers.js'
import { deliveries } from './deliveries.js'
import { files } from './files.js'
import { inbounds } from './inbounds.js'
import { pictures } from './pictures.js'
import { promises } from './promises.js'
import type { OpenStage } from './scene.js'
import type { Ability } from './stage.js'

/** What a platform may lack by its nature, or what nobody can make go wrong on it. */
export type Trait = Ability | 'find' | 'faults: archive' | 'faults: refuse' | 'faults: lose'

/** A sentence that is asked of every platform but those that lack what it is about. */
export type Owes = (trait: Trait, sentence: string, holds: () => Promise<void>) => void

/** What every adapter owes the house and the people, whatever its platform is like. Each adapter runs all of it. */
export function platformContract(name: string, open: OpenStage, lacks: readonly Trait[] = []): void {
  const owes: Owes = (trait, sentence, holds) => {
    if (!lacks.includes(trait)) it(sentence, holds)
  }
  describe(`${name} keeps the contract of a chat platform`, () => {
    describe('what people do reaches the house', () => inbounds(open, owes))
    describe('what the house answers reaches the right people', () => answers(open, owes))
    describe('what the house sends stands where it was sent', () => deliveries(open, owes))
    describe('what is drawn can be seen', () => pictures(open, owes))
    describe('what people attach can be fetched again', () => files(open, owes))
    describe('nothing is promised before it is so', () => promises(open))
  })
}
