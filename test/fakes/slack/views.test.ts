import { expect } from 'chai'
import type { Fields } from './fields.js'
import { ClientRefusal, type FakeSlack, openFakeSlack } from './index.js'
import { openPlainApp, type Says } from './plain-app.js'
import { callApi, standingClock } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

const plain = (text: string): Fields => ({ type: 'plain_text', text })
const input = (id: string, more: Fields = {}, element: Fields = { type: 'plain_text_input' }): Fields => ({
  type: 'input',
  block_id: id,
  label: plain(id),
  element: { action_id: 'value', ...element },
  ...more,
})
const form = (...blocks: Fields[]): Fields => ({ type: 'modal', title: plain('T'), submit: plain('Send'), blocks })

describe('fake Slack: forms and Home tabs', () => {
  let slack: FakeSlack
  const clock = standingClock()

  beforeEach(async () => {
    slack = await openFakeSlack({ now: clock.now, signingNow: Date.now })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addChannel({ id: help, name: 'help' })
  })

  afterEach(() => slack.close())

  const call = async (method: string, args: Fields): Promise<Fields> => (await callApi(slack, method, args)).body
  const trigger = (): string => String(slack.commandFields(ana, help, '/incident')['trigger_id'])
  const open = async (view: Fields): Promise<Fields> =>
    (await call('views.open', { trigger_id: trigger(), view }))['view'] as Fields

  it('lets a trigger open one form within 3.0 seconds', async () => {
    const [good, late] = [trigger(), trigger()]
    clock.pass(3_000)
    const first = await call('views.open', { trigger_id: good, view: form(input('a')) })
    const second = await call('views.open', { trigger_id: good, view: form(input('a')) })
    clock.pass(1)

    expect(first).to.include({ ok: true })
    expect(second).to.include({ error: 'exchanged_trigger_id' })
    expect(await call('views.open', { trigger_id: late, view: form() })).to.include({ error: 'expired_trigger_id' })
    expect(await call('views.open', { trigger_id: 'x', view: form() })).to.include({ error: 'invalid_trigger_id' })
  })

  it('takes files into a file input, as many as it says, and keeps them for the application', async () => {
    const { id } = await open(form(input('photo', { optional: true }, { type: 'file_input', max_files: 1 })))
    const photo = { name: 'hose.png', bytes: 'PNG' }

    const view = slack.fill(ana, String(id), { photo: [photo] })
    const [file] = (view.values['photo']?.['value']?.['files'] ?? []) as Fields[]
    expect(file).to.include({ name: 'hose.png', mimetype: 'image/png', size: 3, is_public: false })
    expect(await call('files.info', { file: file?.['id'] })).to.include({ ok: true })
    expect(() => slack.fill(ana, String(id), { photo: [photo, photo] })).to.throw(ClientRefusal, 'at most 1')
  })

  it('stacks three forms and no more', async () => {
    await open(form(input('a')))
    const push = () => call('views.push', { trigger_id: trigger(), view: form(input('a')) })

    expect([await push(), await push(), await push()].map(({ ok, error }) => error ?? ok)).to.deep.equal([
      true,
      true,
      'push_limit_reached',
    ])
    const [root, , top] = slack.views(ana)
    expect(top).to.include({ root_view_id: root?.id })
  })

  it('guards an update with the hash of that very view', async () => {
    const view = await open(form(input('a')))
    const update = (hash: unknown) => call('views.update', { view_id: view['id'], hash, view: form(input('a')) })

    expect(await update(view['hash'])).to.include({ ok: true })
    expect(await update(view['hash'])).to.include({ error: 'hash_conflict' })
  })

  it('cannot update a form the person has closed', async () => {
    const view = await open(form(input('a')))
    await slack.closeView(ana, String(view['id']))

    expect(await call('views.update', { view_id: view['id'], view: form(input('a')) })).to.include({
      error: 'not_found',
    })
  })

  it('keeps what was typed through an update where block and action stay the same', async () => {
    const { id } = (await open(form(input('a'), input('b')))) as { id: string }
    slack.fill(ana, id, { a: 'kept', b: 'lost' })

    await call('views.update', { view_id: id, view: form(input('a'), input('c')) })

    expect(slack.views(ana)[0]?.values).to.have.nested.property('a.value.value', 'kept')
    expect(slack.views(ana)[0]?.values).not.to.have.property('b')
  })

  it('does not open two forms with one external id', async () => {
    const view = { ...form(input('a')), external_id: 'mine' }
    await open(view)
    const push = await call('views.push', { trigger_id: trigger(), view })

    expect(push).to.include({ error: 'duplicate_external_id' })
  })

  it('publishes a Home tab, guarded by its hash, unless the app has none', async () => {
    const view = { type: 'home', blocks: [{ type: 'divider' }] }
    const first = (await call('views.publish', { user_id: ana, view }))['view'] as Fields
    await call('views.publish', { user_id: ana, view })
    const bare = await openFakeSlack({ homeTab: false })
    bare.addUser({ id: ana })
    const without = await callApi(bare, 'views.publish', { user_id: ana, view })
    await bare.close()

    expect(await call('views.publish', { user_id: ana, view, hash: first['hash'] })).to.include({
      error: 'hash_conflict',
    })
    expect(slack.home(ana)?.id).to.equal(first['id'])
    expect(without.body).to.include({ error: 'not_enabled' })
  })

  describe('what the app answers to a form', () => {
    let id: string
    let stop: () => Promise<void> = async () => undefined

    const answering = async (...says: Says[]): Promise<void> => {
      stop = (await openPlainApp(slack, ...says)).close
      id = String((await open(form(input('a'), { type: 'divider', block_id: 'line' })))['id'])
    }
    const json = (body: Fields): Says => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

    afterEach(() => stop())

    it('an empty answer closes the top form only', async () => {
      await answering({})
      await call('views.push', { trigger_id: trigger(), view: form(input('b')) })

      const sent = await slack.submit(ana, String(slack.views(ana)[1]?.id), { b: 'x' })

      expect([sent.closed, sent.view?.id]).to.deep.equal([true, id])
    })

    it('errors keep it open, and must name inputs', async () => {
      await answering(
        json({ response_action: 'errors', errors: { a: 'No.' } }),
        json({ response_action: 'errors', errors: { line: 'No.' } }),
      )

      expect((await slack.submit(ana, id, { a: 'x' })).errors).to.deep.equal({ a: 'No.' })
      slack.assertClean()
      await slack.submit(ana, id)

      expect(slack.violations).to.deep.equal(['response_action errors named no input block of the form: line'])
    })

    it('update changes it, push covers it, clear closes all', async () => {
      await answering(
        json({ response_action: 'update', view: form(input('b')) }),
        json({ response_action: 'push', view: form(input('c')) }),
        json({ response_action: 'clear' }),
      )

      const updated = await slack.submit(ana, id, { a: 'x' })
      const pushed = await slack.submit(ana, id, { b: 'x' })
      expect(updated.view?.id).to.equal(id)
      expect(pushed.view?.id).not.to.equal(id)
      await slack.submit(ana, String(pushed.view?.id), { c: 'x' })

      expect(slack.views(ana)).to.be.empty
      slack.assertClean()
    })

    it('a bad view in the answer is a violation', async () => {
      await answering(json({ response_action: 'update', view: { type: 'modal' } }))

      await slack.submit(ana, id, { a: 'x' })

      expect(slack.violations[0]).to.include('the answer to a form was refused: invalid_arguments')
    })
  })

  it('does not let a person send what Slack’s client would hold back', async () => {
    const number = { type: 'number_input', is_decimal_allowed: false, max_value: '5' }
    const pick = { type: 'static_select', options: [{ text: plain('One'), value: '1' }] }
    const { id } = (await open(form(input('a'), input('n', {}, number), input('s', { optional: true }, pick)))) as {
      id: string
    }
    const complaint = async (filling: Fields): Promise<string> => {
      try {
        await slack.submit(ana, id, filling)
        return ''
      } catch (error) {
        expect(error).to.be.instanceOf(ClientRefusal)
        return (error as Error).message
      }
    }

    expect(await complaint({})).to.include('a/value is required')
    expect(await complaint({ a: 'x', n: 6 })).to.include('n/value is above 5')
    expect(await complaint({ s: '2' })).to.include('does not offer 2')
    expect(await complaint({ z: 'x' })).to.include('no block z')
  })
})
