import { expect } from 'chai'
import { commands } from '../../commands/index.js'
import { voices } from '../../src/assemble.js'
import { languages } from '../../src/chat/language.js'
import { practices } from '../../src/practices/index.js'
import { stateKey, verbKey } from '../../src/records/index.js'

for (const { name, life, links, inside } of practices) {
  describe(`What the practice ${name} declares`, () => {
    for (const [verb, { who, from, keeps = [], needs = [] }] of Object.entries(life.verbs)) {
      it(`has for “${verb}” who may, a state to do it in, and its words in both languages`, () => {
        expect(who, 'who may').not.to.have.lengthOf(0)
        expect(from, 'the states').not.to.have.lengthOf(0)
        for (const language of languages) {
          const voice = voices.in(language)
          expect(voice.has(verbKey(name, verb)), `a label in ${language}`).to.equal(true)
          const sentence = `${name}.timeline.${verb}`
          expect(voice.has(sentence), `a sentence in ${language}`).to.equal(true)
          for (const gap of voice.say(sentence).matchAll(/\{\{(\w+)\}\}/g)) {
            expect(['actor', 'from', 'to', ...keeps], `a gap that the timeline fills: ${gap[1]}`).to.include(gap[1])
          }
          for (const gap of keeps.filter((kept) => needs.includes(kept)))
            expect(voice.say(sentence), `${gap} is told in ${language}`).to.include(`{{${gap}}}`)
        }
      })
    }

    it('has words for every state and both names of every link', () => {
      for (const language of languages) {
        const voice = voices.in(language)
        for (const state of life.states)
          expect(voice.has(stateKey(name, state)), `${state} in ${language}`).to.equal(true)
        for (const link of links) {
          const key = `links.${link.replaceAll(' ', '_')}`
          expect(voice.has(`${key}.forward`) && voice.has(`${key}.back`), `${link} in ${language}`).to.equal(true)
        }
      }
    })

    it('can be raised and listed from chat', () => {
      const verbs = commands.map((command) => command.name)
      const ofNone = commands.filter(({ takes }) => !('record' in takes)).map((command) => command.name)
      expect(verbs).to.include.members([`${name} list`, `${name} show`])
      const ways = [`${name} report`, `${name} propose`, `${name} order`, `${name} request`]
      expect(
        ofNone.filter((verb) => ways.includes(verb)),
        'a way to raise it',
      ).to.have.lengthOf(inside ? 0 : 1)
    })
  })
}
