import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import type { Attachment, Card } from '../../src/chat/card.js'
import type { FileRef } from '../../src/chat/inbound.js'
import { fileFor } from '../../src/desk/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { cardText, pageText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const report = '/incident report the hand shower in 204 is broken service:bathrooms work:stopped affects:me'
const photo: FileRef = { id: 'F1', name: 'hose.png', type: 'image/png', size: 8, url: 'https://chat.example/F1' }
const bill: FileRef = { id: 'F2', name: 'bill.pdf', type: 'application/pdf', size: 4 }

const filesOn = (card: Card | undefined): readonly Attachment[] =>
  card?.blocks.flatMap((block) => (block.kind === 'files' ? block.files : [])) ?? []

for (const dialect of dialects) {
  describe(`Files on records, on ${dialect}`, () => {
    let desk: DeskUnderTest

    beforeEach(async () => {
      const routes = `
  - {records: all, to: [chat:inn/reception, talk:inn/team], facts: all}`
      desk = await openDesk({ dialect, file: inn({ routes }) })
      desk.chat.files.set('F1', 'the hose').set('F2', 'CHF ')
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    /** What somebody gets who follows a link to a file: its bytes, or why there is none. */
    const gets = async (person: string, path: string | undefined): Promise<string | undefined> => {
      const caller = await desk.parts.directory.callerOf({ platform: 'chat', workspace: 'inn', user: person }, {})
      const platforms = new Map([['chat', desk.chat]])
      const found = await fileFor({ reader: desk.store.read, platforms }, caller, path?.split('/').at(-1) ?? '')
      return found?.kind === 'open' ? new Response(found.body).text() : found?.kind
    }

    const shown = (of: 'chat' | 'talk', channel: string): readonly Attachment[] =>
      desk[of].in(channel).flatMap(({ card }) => filesOn(card))

    const reported = async (): Promise<void> => {
      await desk.as('emily').types(report, 'reception')
      await desk.relayed()
    }

    it('that are said in one thread stand as links in the others, with their names and where they lie', async () => {
      await reported()
      await desk.as('emily').says('', 'INC-1', { files: [photo, bill] })
      await desk.relayed()

      expect(shown('chat', 'reception')).to.deep.equal([])
      const [first, second] = shown('talk', 'team')
      expect(first).to.deep.include({
        name: 'hose.png',
        type: 'image/png',
        lies: [{ kind: 'link', text: 'chat', url: 'https://chat.example/F1' }],
      })
      expect(second).to.deep.include({ name: 'bill.pdf', lies: ['chat'] })
      expect(await gets('ana', first?.path)).to.equal('the hose')
      expect(pageText((await desk.as('ana').page('INC-1'))!)).to.include('📎 hose.png')
    })

    it('that come with a report stand on its card: by a shortcut, a reaction, a mention', async () => {
      const emily = desk.as('emily')
      const said = (text: string) => emily.says(text, 'reception', { files: [photo] })
      const form = await desk.as('ana').uses('report', (await said('the shower is broken')).message)
      await desk.as('ana').fills(form, { work: 'stopped', affects: 'me' })
      await desk.as('ana').reacts((await said('no heating in the sauna')).message)
      await emily.tells('somebody locked the cellar', 'reception', { files: [bill, photo] })
      await desk.relayed()

      const names = (number: string) => filesOn(desk.card(number).card).map(({ name }) => name)
      expect(names('INC-1')).to.deep.equal(['hose.png'])
      expect(names('INC-2')).to.deep.equal(['hose.png'])
      expect(names('INC-3')).to.deep.equal(['bill.pdf', 'hose.png'])
      expect(cardText(desk.card('INC-1').card)).to.not.include('📎 hose.png\n📎')
    })

    it('come along with a report that first had to be told from its likes', async () => {
      await reported()
      const asked = await desk.as('freja').tells('the hand shower in 204 is broken', 'D-freja', { files: [photo] })
      const form = await desk.as('freja').presses(asked, 'Nej, opret en ny sag')
      await desk.as('freja').fills(form, { work: 'stopped', affects: 'me' })
      await desk.relayed()

      expect(filesOn(desk.card('INC-2').card).map(({ name }) => name)).to.deep.equal(['hose.png'])
    })

    it('that are handed in with the form of a report stand on its card, its page and behind their links', async () => {
      const emily = desk.as('emily')
      const form = await emily.types('/incident report')
      expect(form.form.fields.at(-1)).to.deep.include({ kind: 'files', name: 'files', label: 'Photo or file', most: 5 })
      const answers = { what: 'the hand shower is broken', work: 'stopped', affects: 'me' }
      await emily.fills(form, answers, { files: [photo, bill] })
      await desk.relayed()

      const [first, second] = filesOn(desk.card('INC-1').card)
      expect([first?.name, second?.name]).to.deep.equal(['hose.png', 'bill.pdf'])
      expect(await gets('emily', first?.path)).to.equal('the hose')
      expect(await gets('stranger', second?.path)).to.equal('CHF ')
      expect(pageText((await emily.page('INC-1'))!)).to.include('📎 hose.png')
    })

    it('that came with a command wait for what its form still asks, and for its likes', async () => {
      await reported()
      const freja = desk.as('freja')
      const words = 'incident report the hand shower in 204 is broken'
      const asked = await freja.does({ kind: 'command', words, files: { files: [photo] } })
      expect(asked.form.fields.map(({ name }) => name)).to.not.include('files')
      const likes = await freja.fills(asked, { work: 'stopped', affects: 'me' })
      await freja.fills(likes, { same: 'none' })
      await desk.relayed()

      expect(filesOn(desk.card('INC-2').card).map(({ name }) => name)).to.deep.equal(['hose.png'])
    })

    it('that are handed in with a note travel with it, and stay with the team where it does', async () => {
      await reported()
      await desk.as('seraina').does({
        kind: 'submit',
        command: 'incident note',
        args: { record: 'INC-1', text: 'the spare part' },
        files: { files: [bill] },
      })
      await desk.as('seraina').does({
        kind: 'submit',
        command: 'incident note',
        args: { record: 'INC-1', text: 'who pays?', audience: 'team' },
        files: { files: [photo] },
      })
      await desk.relayed()

      expect(shown('chat', 'reception').map(({ name }) => name)).to.deep.equal(['bill.pdf'])
      expect(pageText((await desk.as('emily').page('INC-1'))!))
        .to.include('bill.pdf')
        .and.not.include('hose.png')
      expect(pageText((await desk.as('seraina').page('INC-1'))!)).to.include('hose.png')
    })

    it('are refused where they are too many or too large, and the form stays open', async () => {
      const emily = desk.as('emily')
      const form = await emily.types('/incident report')
      const answers = { what: 'the hand shower is broken', work: 'stopped', affects: 'me' }
      const many = await emily.fills(form, answers, { files: Array.from({ length: 6 }, () => photo) })
      const large = await emily.fills(form, answers, { files: [{ ...photo, size: 26 * 1024 * 1024 }] })

      expect(many.problems).to.deep.equal({ files: 'At most 5 files fit.' })
      expect(large.problems).to.deep.equal({ files: '“hose.png” is larger than 25 MB.' })
      expect(await desk.rows('record')).to.equal(0)
    })

    it('have room in any form, whatever they are called', async () => {
      const emily = desk.as('emily')
      const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      const name = `${'"\\'.repeat(100)}.docx`
      const id = '1234567890123456789'
      const asked = await emily.does({
        kind: 'command',
        words: 'incident report',
        files: { files: Array.from({ length: 5 }, () => ({ id, name, type, size: 10_000_000 })) },
      })

      expect(JSON.stringify(asked.form.known)).to.have.length.below(2_500)
      await emily.fills(asked, { what: 'all of it', work: 'stopped', affects: 'me' })
      await desk.relayed()
      const names = filesOn(desk.card('INC-1').card).map((file) => file.name)
      expect(names).to.have.lengthOf(5)
      expect(names[0]).to.match(/^'+….docx$/)
    })

    it('cannot be named by somebody who was not given them', async () => {
      const address = { platform: 'chat', workspace: 'inn', channel: 'secret', message: 'm1' }
      const made = `x.${JSON.stringify({ address, files: [photo] })}`
      const args = { what: 'let me see', work: 'stopped', affects: 'me', files: made }
      await desk.as('emily').does({ kind: 'submit', command: 'incident report', args })
      await desk.relayed()

      expect(filesOn(desk.card('INC-1').card)).to.deep.equal([])
      expect(await desk.rows('file')).to.equal(0)
    })

    it('of a private record are for its people alone', async () => {
      await reported()
      await desk.as('emily').says('look', 'INC-1', { files: [photo] })
      await desk.relayed()
      const path = shown('talk', 'team')[0]?.path
      await desk.as('seraina').types('/incident private INC-1')

      expect(await gets('emily', path)).to.equal('the hose')
      expect(await gets('seraina', path)).to.equal('the hose')
      for (const other of ['ana', 'ursina', 'stranger']) expect(await gets(other, path)).to.equal(undefined)
      expect(await gets('emily', '/files/nothing')).to.equal(undefined)
    })

    it('go with the words they hung on, and change when those do', async () => {
      await reported()
      const emily = desk.as('emily')
      const said = await emily.says('look', 'INC-1', { files: [photo, bill] })
      await desk.relayed()
      const [first, second] = shown('talk', 'team')

      await emily.does({ kind: 'edited', place: said.inbound.place, message: { ...said.message, files: [bill] } })
      await desk.relayed()
      const left = shown('talk', 'team')
      await emily.deletes(said)
      await desk.relayed()

      expect(await gets('emily', first?.path)).to.equal(undefined)
      expect(left.map(({ name }) => name)).to.deep.equal(['bill.pdf'])
      expect(shown('talk', 'team')).to.deep.equal([])
      for (const path of [first?.path, second?.path, left[0]?.path])
        expect(await gets('emily', path)).to.equal(undefined)
    })

    it('that were deleted where they lie are gone, and said to be', async () => {
      await reported()
      await desk.as('emily').says('look', 'INC-1', { files: [photo] })
      await desk.relayed()
      desk.chat.files.clear()

      expect(await gets('emily', shown('talk', 'team')[0]?.path)).to.equal('gone')
    })
  })
}
