import { expect } from 'chai'
import fc from 'fast-check'
import { tidy } from '../../src/kernel/text.js'
import { tellingWords } from '../../src/records/search.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { cardText, pageText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`Search on ${dialect}`, () => {
    let desk: DeskUnderTest
    before(async () => {
      desk = await openDesk({ dialect })
    })
    after(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const report = async (what: string, details = ''): Promise<string> => {
      const args = { what, work: 'goes_on', affects: 'me', same: 'none', ...(details ? { details } : {}) }
      const { text } = await desk.as('emily').pressesFor('incident report', args)
      return /INC-\d+/.exec(text)?.[0] ?? text
    }
    const found = async (words: string): Promise<string> => (await desk.as('ana').types(`/desk search ${words}`)).text

    for (const [what, asked] of [
      ['mail.example.com does not answer', 'mail.example.com'],
      ['mail2.example.com does not answer', 'example mail2'],
      ['Zimmer 204/205 ist kalt', '205'],
      ['Call +45 12-34-56 at once', '34'],
      ['Café au lait kom for sent', 'cafe'],
      ['Cafe\u0301 Zwei ist zu', 'café zwei'],
      ['İstanbul salonu çok sıcak', 'istanbul'],
      ['ISTANBUL REGISTER jams', 'istanbul register'],
      ['Opvaskemaskinen på Ærø lækker', 'ærø'],
      ['Kontoret på Åsen er låst', 'åsen'],
      ['हिन्दी में लिखा हुआ', 'हिन्दी'],
      ['打印机坏了', '打印机'],
      ['write to a.b@example.org', 'a.b@example.org'],
      ['C:\\temp\\log_file.txt is full', 'log_file.txt'],
      ['it’s the 2031-03-03 backup', '2031-03-03'],
      ['No Wi-Fi upstairs', 'wifi upstairs'],
      ['No wifi downstairs', 'Wi-Fi downstairs'],
      ['“Quoted” OR NOT (NEAR) * : & | !', '"quoted" OR NOT (NEAR) * : & | !'],
    ] as const) {
      it(`finds “${what}” by “${asked}”`, async () => {
        const number = await report(what)

        expect(await found(asked)).to.include(number)
      })
    }

    it('finds by the beginning of a word, and by no piece from its middle', async () => {
      const number = await report('Wasserkocher pfeift')

      expect(await found('wasserk')).to.include(number)
      expect(await found('kocher')).not.to.include(number)
    })

    it('finds what was said in the thread, and no more when it was deleted there', async () => {
      const number = await report('Something hums')
      await desk.relayed()
      const said = await desk.as('emily').says('It is the xylophone cupboard', number)
      expect(await found('xylophone')).to.include(number)

      await desk.as('emily').edits(said, 'It is the marimba cupboard')
      expect(await found('xylophone')).not.to.include(number)
      expect(await found('marimba')).to.include(number)

      await desk.as('emily').deletes(said)
      expect(await found('marimba')).not.to.include(number)
    })

    it('answers words without letters with nothing, not with a fault', async () => {
      for (const words of ['…', '" "', "'", '*', '🔥', '\\']) {
        expect(await found(words)).to.include('Nothing here')
      }
    })

    it('goes page by page without losing or repeating any', async () => {
      for (let n = 0; n < 23; n++) await report(`Paging trouble number ${n}`)
      const numbers: string[] = []
      let page = await desk.as('ana').types('/desk search paging trouble')
      for (;;) {
        numbers.push(...(page.text.match(/INC-\d+/g) ?? []))
        const next = page.card.blocks.some((block) => block.kind === 'actions')
        if (!next) break
        page = await desk.as('ana').presses(page, 'Next page')
      }

      expect(new Set(numbers).size).to.equal(23)
      expect(numbers).to.have.lengthOf(23)
    })

    it('finds letters that are only a mark once they are taken apart', async () => {
      const marks = ['\u{37a}', '\u{fc5e}', '\u{fe70}', '\u{fe7a}', '\u{ff9e}', '\u{ff9f}']
      for (const mark of marks) {
        const number = await report(mark)

        expect(await found(mark), mark).to.include(number)
      }
    })

    it('carries whatever a person types to the record, the card, the page and the search unharmed', async () => {
      const typed = fc.string({ unit: 'binary', minLength: 1, maxLength: 120 })
      await fc.assert(
        fc.asyncProperty(typed, typed, async (what, details) => {
          const title = tidy(what).replace(/\s+/gu, ' ')
          fc.pre(title !== '' && tidy(details) !== '')

          const number = await report(what, details)

          const record = await desk.record(number)
          expect(record.title).to.equal(title)
          expect(record.body).to.equal(tidy(details))
          const shown = await desk.as('ana').types(`/desk show ${number}`)
          expect(cardText(shown.card)).to.include(title).and.include(tidy(details))
          expect(pageText((await desk.as('ana').page(number))!))
            .to.include(title)
            .and.include(tidy(details))
          const words = (title.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
            .filter((word) => /[\p{L}\p{N}]/u.test(word))
            .slice(0, 12)
          if (words.length > 0) expect(await found(words.join(' '))).to.include(number)
        }),
        { numRuns: 60 },
      )
    })
  })
}

describe('The words that tell two reports apart', () => {
  it('leave out what every report says, in both languages', () => {
    expect(tellingWords('The printer in my room does not work')).to.deep.equal(['printer', 'room'])
    expect(tellingWords('Printeren på værelset virker ikke')).to.deep.equal(['printeren', 'værelset'.normalize('NFKD')])
  })
})
