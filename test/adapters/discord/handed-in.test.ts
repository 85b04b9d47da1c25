import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { commands } from '../../../commands/index.js'
import { voices } from '../../../src/assemble.js'
import { createRegistry } from '../../../src/chat/command.js'
import type { Form } from '../../../src/chat/form.js'
import type { FileRef } from '../../../src/chat/inbound.js'
import { hours } from '../../../src/kernel/duration.js'
import { standingClock } from '../../fakes/discord/client.js'
import { card, openHouse } from '../slack/house.js'
import { type Desk, openDesk } from './desk.js'

const photo = { name: 'hose.png', contentType: 'image/png', bytes: 'the torn hose' }

const form: Form = {
  command: 'incident report',
  known: {},
  title: 'Report a problem',
  submit: 'Report',
  cancel: 'Leave',
  fields: [
    { kind: 'text', name: 'title', label: 'The title', lines: 'one', limit: 150 },
    { kind: 'files', name: 'photo', label: 'A photo', optional: true, most: 5 },
  ],
}

const real = createRegistry(
  commands,
  (language) => voices.in(language),
  () => [],
)

describe('files that are handed in on Discord', () => {
  const clock = standingClock()
  let folder: string
  let desk: Desk
  let house: ReturnType<typeof openHouse>
  let reception: string
  let ana: ReturnType<Desk['discord']['as']>

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-handed-in-'))
    const now = { now: () => new Date(clock.now()) }
    desk = await openDesk({ fake: { now: clock.now }, clock: now, files: folder })
    const { discord, guild } = desk
    house = openHouse()
    reception = discord.addChannel(guild.id, { name: 'reception' }).id
    ana = discord.as(discord.addMember(guild.id, { name: 'ana' }).id)
    await desk.start({ ...house.house, registry: real })
    await discord.until(() => discord.commands(guild.id).length > 0)
  })
  afterEach(async () => {
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const at = () => ({ platform: 'discord', workspace: desk.guild.id, channel: reception, message: '' })
  const bytesOf = async (file: FileRef | undefined): Promise<string> => {
    const opened = await desk.platform.openFile?.(file as FileRef, at())
    return new Response(opened?.body).text()
  }
  const isHere = (file: FileRef | undefined) =>
    desk.discord.until(() => existsSync(join(folder, file?.id ?? '-')), 'the bytes are here')

  it('come with a slash command, and outlive the address at which Discord has them', async () => {
    await ana.types(reception, '/incident report', { what: 'the hose is torn', files: photo })

    const { given, files } = house.of('command')[0]!
    const file = files?.['files']?.[0]
    expect(given).to.deep.equal({ what: 'the hose is torn' })
    expect(file).to.deep.equal({ id: file?.id, name: 'hose.png', type: 'image/png', size: 13 })
    await isHere(file)
    clock.pass(hours(25))
    expect(await bytesOf(file)).to.equal('the torn hose')
  })

  it('stay with a form that must be sent again, until there are others', async () => {
    house.answers((inbound) => {
      if (inbound.kind !== 'submit') return { kind: 'form', form }
      return { kind: 'problems', fields: { title: 'Say a little more.' }, card: card('Not sent yet') }
    })
    await ana.types(reception, '/incident report')
    const first = await ana.submits({ 'The title': 'x', 'A photo': [photo] })
    await ana.presses(first.original!, 'Open the form')
    const second = await ana.submits({ 'The title': 'the hose is torn' })
    await ana.presses(second.original!, 'Open the form')
    await ana.submits({ 'A photo': [{ ...photo, name: 'sharper.png' }] })

    const names = house.of('submit').map(({ files }) => files?.['photo']?.map(({ name }) => name))
    expect(names).to.deep.equal([['hose.png'], ['hose.png'], ['sharper.png']])
  })

  it('are fetched by the next process where the last one ended before', async () => {
    await ana.types(reception, '/incident report', { what: 'x', files: photo })
    const file = house.of('command')[0]?.files?.['files']?.[0]
    await isHere(file)
    rmSync(join(folder, file?.id ?? '-'))

    await desk.platform.stop()
    await desk.platform.start(house.house)

    await isHere(file)
    clock.pass(hours(25))
    expect(await bytesOf(file)).to.equal('the torn hose')
  })

  it('are gone where nobody fetched them in time, in so many words', async () => {
    await ana.types(reception, '/incident report', { what: 'x', files: photo })
    const file = house.of('command')[0]?.files?.['files']?.[0]
    await isHere(file)
    rmSync(join(folder, file?.id ?? '-'))
    clock.pass(hours(25))

    for (const one of [file, { name: 'x', id: '1' }, { name: 'x', id: '../1' }, { name: 'x' }]) {
      expect(await bytesOf(one).catch((error: unknown) => error)).to.include({ reason: 'gone' })
    }
  })

  it('are not fetched when they are larger than the desk takes', async () => {
    const film = { ...photo, name: 'film.mov', bytes: Buffer.alloc(25 * 1024 * 1024 + 1) }
    await ana.types(reception, '/incident report', { what: 'x', files: film })

    expect(house.of('command')).to.have.lengthOf(1)
    expect(readdirSync(folder)).to.deep.equal([])
  })
})
