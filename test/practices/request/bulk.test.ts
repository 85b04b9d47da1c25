import { expect } from 'chai'
import { exportNames, requestsAs } from '../../../src/practices/request/bulk/export.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf } from '../../builders/person-at-desk.js'
import { shop } from '../../builders/shop.js'
import { dialects } from '../../builders/store.js'

for (const dialect of dialects) {
  describe(`Many orders at once, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: shop(), at: '2026-11-26T07:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })
    const imports = (person: string, csv: string, words = 'request import') => {
      desk.chat.files.set('f1', csv)
      return desk.as(person).does({ kind: 'command', words, files: { files: [{ name: 'orders.csv', id: 'f1' }] } })
    }
    const exported = async (format: 'csv' | 'json', person: string): Promise<string> => {
      const caller = await desk.parts.directory.callerOf(desk.as(person).account, {})
      const pieces: string[] = []
      for await (const piece of requestsAs(format, desk.store.read, caller)) pieces.push(piece)
      return pieces.join('')
    }

    const orders = [
      'item,count,for,room,pieces,charge,note',
      'laundry,,,14,6,,"starch, please"',
      'parking,2,@emily,,,no,',
      'laundry,,,22,1,,',
    ].join('\n')

    it('are looked at row by row, and ordered when that is confirmed', async () => {
      const looked = await imports('ana', orders)
      expect(looked.text).to.match(/3 orders are right/)
      expect(looked.text)
        .to.match(/Line 2: Laundry, CHF\s39/)
        .and.match(/Line 3: 2 × Parking place, CHF\s36/)
      expect(await desk.rows('record')).to.equal(0)

      const done = await desk.as('ana').presses(looked, 'Order all 3')
      expect(done.text)
        .to.match(/Ordered: 3 requests/)
        .and.match(/REQ-1, REQ-2, REQ-3/)
      expect(await desk.record('REQ-1')).to.include({ requester: 'ana', body: 'starch, please' })
      expect((await desk.record('REQ-2')).details).to.include({ for: 'emily' })
    })

    it('are not ordered a second time out of the same file', async () => {
      const looked = await imports('ana', orders)
      await desk.as('ana').presses(looked, 'Order all 3')
      expect((await desk.as('ana').presses(looked, 'Order all 3')).text).to.match(/All of it was ordered before/)
      const again = await imports('ana', orders)
      expect(again.text)
        .to.match(/All of it was ordered before/)
        .and.match(/Line 3: ordered already, REQ-2/)
      expect(buttonsOf(again.card)).to.deep.equal([])
      const longer = await imports('ana', `${orders}\nlaundry,,,23,1,,`)
      expect(longer.text).to.match(/4 orders are right/)
    })

    it('are none at all when a row is wrong, and every mistake is told with its line, in Danish too', async () => {
      const wrong = [
        'item;count;room;pieces;colour',
        'laundry;;99;6;',
        'laundry;;14;6;',
        'nothing;;;;',
        'parking;0;;;',
        'laundry;;14;2;red',
      ].join('\n')
      const looked = await imports('mads', wrong)
      expect(looked.text).to.match(/4 rækker er forkerte, og intet er bestilt/)
      expect(looked.text).to.match(/Linje 2: “99” passer ikke/)
      expect(looked.text).to.match(/Linje 6: Tøjvask spørger ikke om “colour”/)
      expect(buttonsOf(looked.card)).to.deep.equal([])
      expect(await desk.rows('record')).to.equal(0)
    })

    it('are none at all when the last one is taken by the first rows of the file', async () => {
      const looked = await imports('ana', 'item,count,charge\nparking,2,no\nparking,2,no')
      const done = await desk.as('ana').presses(looked, 'Order all 2')
      expect(done.text).to.match(/Line 3: .*Nothing was ordered/)
      expect(await desk.rows('record')).to.equal(0)
      expect(await desk.rows('stock_booking')).to.equal(0)
    })

    it('are refused in a plain sentence when the file is none, or somebody may not', async () => {
      expect((await imports('ana', 'key,name\na,b')).text).to.match(/names no column “item”/)
      expect((await imports('ana', 'item,item\na,b')).text).to.match(/“item” stands there twice/)
      expect((await imports('ana', 'item')).text).to.match(/has no rows/)
      expect((await imports('ana', `item\n${'laundry\n'.repeat(201)}`)).text).to.match(/201 rows; 200 at most/)
      expect((await imports('ana', 'item\n"laundry')).text).to.match(/cannot be read as CSV/)
      const staff = await imports('oliver', 'item\nheater')
      expect(staff.text).not.to.match(/Heater/)
      expect(staff.text).to.match(/Line 2/)
      expect(await desk.rows('record')).to.equal(0)
    })

    it('are fetched as a file by whoever may see them, safe for spreadsheets', async () => {
      await desk.as('emily').types('/request order wake_up with:"at: tomorrow 07:00"')
      const looked = await imports('ana', 'item,room,pieces,note\nlaundry,14,6,x')
      await desk.as('ana').presses(looked, 'Order it')
      await desk.store.work({ kind: 'operator' }, async (work) => {
        await work.run(`UPDATE "record" SET "title" = ? WHERE "number" = 'REQ-1'`, ['=HYPERLINK("http://x")'])
        await work.run(`UPDATE "record" SET "private" = 1 WHERE "number" = 'REQ-2'`)
      })

      const csv = await exported('csv', 'emily')
      expect(csv.split('\n')[0]).to.match(/^number,state,title,requester,for,line,item,count,answers,total/)
      expect(csv).to.include(`REQ-1,in fulfilment,"'=HYPERLINK(""http://x"")",emily`)
      expect(csv).not.to.include('REQ-2')
      const all = JSON.parse(await exported('json', 'ana')) as { number: string; lines: { item: string }[] }[]
      expect(all.map(({ number }) => number)).to.have.members(['REQ-1', 'REQ-2'])
      expect(all.find(({ number }) => number === 'REQ-2')?.lines[0]).to.deep.include({ item: 'laundry', total: 3900 })
      expect(JSON.parse(await exported('json', 'oliver'))).to.be.an('array')
      expect((await desk.as('ana').types('/request export')).text).to.match(/as a file|no pages/)
      expect(exportNames.csv).to.equal('requests.csv')
    })
  })
}
