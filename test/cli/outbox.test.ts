import { expect } from 'chai'
import { migrations } from '../../migrations/index.js'
import { createOutbox } from '../../src/notices/index.js'
import { openStore } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { type Machine, machine } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'

const secret = 'the safe is behind the picture'

/** Leaves messages in the outbox as a desk does that could not send them: the last one was given up. */
async function leave(here: Machine, keys: readonly string[]): Promise<void> {
  const store = await openStore({ location: here.config().location, migrations, clock: manualClock() })
  let n = 0
  const outbox = createOutbox({ ids: { next: () => `id${++n}` } })
  const to = { platform: 'slack', workspace: 'T1', channel: 'C1' }
  const what = { show: 'notice', words: 'plain.done', params: { said: secret } } as const
  await store.work({ kind: 'operator' }, async (work) => {
    for (const key of keys) await outbox.tell(work, { key, lane: 'update', to, what })
    await work.run(`UPDATE "outbox" SET "state" = 'parked', "attempts" = 12, "error" = ? WHERE "key" = ?`, [
      'not a member: not_in_channel',
      keys.at(-1),
    ])
  })
  await store.close()
}

for (const dialect of dialects) {
  describe(`frontdesk outbox, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
      await here.type(['apply', here.file('desk.yaml', smallDesk()), '--yes'])
    })
    afterEach(() => here.close())

    it('tells what waits and what was given up, with attempts and errors and never what people wrote', async () => {
      await leave(here, ['one', 'two', 'three'])

      const { code, out } = await here.type(['outbox'])

      expect(code).to.equal(0)
      expect(out).to.include('2 messages wait to be sent:').and.include('not tried yet')
      expect(out).to.include('One message was given up:').and.include('tried 12 times')
      expect(out).to.include('not a member: not_in_channel').and.include('slack:T1/C1')
      expect(out).to.not.include(secret)
    })

    it('sends again what was given up, one or all, and says so when there is nothing', async () => {
      await leave(here, ['one'])

      const wrong = await here.type(['outbox', 'retry', '99'])
      expect(wrong.code).to.equal(1)
      expect(wrong.err).to.include('No message 99 was given up.')

      const all = await here.type(['outbox', 'retry', 'all'])
      expect(all.out).to.include('One message stands in line again.')
      expect((await here.type(['outbox'])).out)
        .to.include('One message waits')
        .and.include('Nothing was given up.')

      const again = await here.type(['outbox', 'retry', 'all'])
      expect(again.code).to.equal(0)
      expect(again.out).to.include('there is nothing to send again')
    })

    it('does so through the running desk too', async () => {
      await leave(here, ['one'])
      const desk = await here.serve()

      const { code, out } = await here.frontdesk(['outbox', 'retry', '1'])

      expect(code).to.equal(0)
      expect(out).to.include('One message stands in line again.')
      await desk.stop()
    })
  })
}

it('frontdesk outbox retry wants a number or all', async () => {
  const here = await machine()

  const { code, err } = await here.type(['outbox', 'retry', 'everything'])

  expect(code).to.equal(1)
  expect(err).to.include('“everything” is not the number of a message.').and.include('NUMBER|all')
  await here.close()
})
