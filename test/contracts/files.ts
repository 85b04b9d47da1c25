import { expect } from 'chai'
import type { Form } from '../../src/chat/form.js'
import type { FileRef, QuotedMessage } from '../../src/chat/inbound.js'
import { NoFile } from '../../src/chat/platform.js'
import { card } from './house.js'
import type { Owes } from './platform.js'
import { type OpenStage, type Scene, scenes } from './scene.js'
import type { Carried } from './stage.js'

const photo: Carried = { name: 'hose.png', type: 'image/png', bytes: 'the torn hose, 1st floor' }

/** The files are asked for first: where a form is asked step by step, they wait for its end. */
const asking: Form = {
  command: 'incident report',
  known: {},
  title: 'Report a problem',
  submit: 'Report',
  cancel: 'Leave',
  fields: [
    { kind: 'files', name: 'photo', label: 'A photo', optional: true, most: 3 },
    { kind: 'text', name: 'title', label: 'What is wrong?', lines: 'one', limit: 150 },
    ...['a', 'b', 'c', 'd', 'e'].map((name) => {
      return { kind: 'text', name, label: `Anything about ${name}?`, lines: 'one', limit: 150, optional: true } as const
    }),
  ],
}

export function files(open: OpenStage, owes: Owes): void {
  const scene = scenes(open)

  owes('file', 'a file comes with its name, type and size, and its bytes can be had later', async () => {
    const { stage, ana, handed } = await scene()

    await ana.attach?.(photo, 'look at this', ana.direct)

    const { message } = await handed('said')
    const [file] = message.files
    expect(message.text).to.equal('look at this')
    expect(file).to.include({ name: photo.name, type: photo.type, size: photo.bytes.length })
    expect(await read(stage, message)).to.deep.equal({ type: photo.type, text: photo.bytes })
  })

  owes('file', 'a message that a report is made of brings its files along', async () => {
    const { stage, ana, handed } = await scene()
    const said = await ana.attach?.(photo, 'the shower is broken', stage.place('reception'))

    await ana.use('report', await said?.address)

    const { message } = await handed('shortcut')
    expect(message?.files.map(({ name }) => name)).to.deep.equal([photo.name])
    expect(message && (await read(stage, message))).to.have.property('text', photo.bytes)
  })

  owes('file', 'a file that was deleted on the platform is gone, in so many words', async () => {
    const { stage, ana, handed } = await scene()
    await ana.attach?.(photo, 'look', ana.direct)
    const { message } = await handed('said')
    const [file] = message.files as [FileRef]
    await stage.faults.deleteFile?.(file)

    const failure = await stage.platform.openFile?.(file, message.address).catch((error: unknown) => error)

    expect(failure).to.be.instanceOf(NoFile).with.property('reason', 'gone')
  })

  owes(
    'file',
    'files that are handed in with a form come by their field, and their bytes can be had later',
    async () => {
      const { stage, house, ana, handed, until } = await scene()
      house.answer((inbound) => (inbound.kind === 'submit' ? { kind: 'done' } : { kind: 'form', form: asking }))
      await ana.command('incident report', stage.place('reception'))
      await until('the form is open', () => ana.form())
      const bill: Carried = { name: 'bill.txt', type: 'text/plain', bytes: 'CHF 12' }

      await ana.submit({ title: 'the hose is torn' }, { photo: [photo, bill] })

      const { args, files = {}, place } = await handed('submit')
      expect(args).to.deep.equal({ title: 'the hose is torn' })
      expect(Object.keys(files)).to.deep.equal(['photo'])
      expect(files.photo?.map(({ name, type, size }) => ({ name, type, size }))).to.deep.equal(
        [photo, bill].map(({ name, type, bytes }) => ({ name, type, size: bytes.length })),
      )
      for (const [at, { bytes }] of [photo, bill].entries()) {
        const message = { address: { ...place, message: '' }, text: '', files: [files.photo?.[at] as FileRef] }
        expect(await read(stage, message)).to.have.property('text', bytes)
      }
    },
  )

  it('a form that asks for files can be sent without any', async () => {
    const { stage, house, ana, handed, until } = await scene()
    house.answer((inbound) => (inbound.kind === 'submit' ? { kind: 'done' } : { kind: 'form', form: asking }))
    await ana.command('incident report', stage.place('reception'))
    await until('the form is open', () => ana.form())

    await ana.submit({ title: 'the hose is torn' })

    const inbound = await handed('submit')
    expect(inbound.args).to.deep.equal({ title: 'the hose is torn' })
    expect(inbound.files).to.equal(undefined)
  })

  it('files on a card are seen by their names', async () => {
    const { stage, ana, seen } = await scene()
    const attached = ['hose.png', 'bill & terms.pdf', '<b>x</b>.txt'].map((name, at) => ({
      name,
      path: `/files/${at}`,
      type: 'application/pdf',
      lies: ['on the other platform'],
    }))

    await stage.platform.deliver({
      key: 'k1',
      to: stage.place('reception'),
      card: card('INC-1', { kind: 'files', files: attached }),
      language: 'en',
    })

    const shown = stage.shown ?? ((text: string) => text)
    for (const { name } of attached) await seen(ana, shown(name))
  })
}

/** Fetches the file of a message that was written down in between. */
async function read(stage: Scene['stage'], message: QuotedMessage) {
  const { files, address } = JSON.parse(JSON.stringify(message)) as QuotedMessage
  const opened = await stage.platform.openFile?.(files[0] as FileRef, address)
  return { type: opened?.type, text: await new Response(opened?.body).text() }
}
