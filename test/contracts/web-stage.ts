import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type ConsolePerson, createWeb, webWords } from '../../adapters/web/index.js'
import type { Place } from '../../src/chat/address.js'
import type { House } from '../../src/chat/platform.js'
import { manualClock } from '../builders/clock.js'
import { memoryShelf } from '../builders/memory-shelf.js'
import { sign } from '../builders/sign.js'
import type { StageOptions } from './scene.js'
import type { Stage } from './stage.js'
import { WebPerson } from './web-person.js'

const channels = ['reception', 'kitchen'].map((id) => ({ id, name: id }))

/** The console over HTTP: people do what the page's script does, and read the markup that it shows. */
export async function openWebStage({ patience }: StageOptions): Promise<Stage> {
  const clock = manualClock()
  const seated: ConsolePerson[] = []
  const people = new Map<string, WebPerson>()
  let ids = 0
  const uploads = mkdtempSync(join(tmpdir(), 'frontdesk-uploads-'))
  let house: House | undefined
  const web = createWeb({
    host: '127.0.0.1',
    port: 0,
    clock,
    ids: { next: () => `id${String(++ids).padStart(12, '0')}` },
    log: pino({ level: 'silent' }),
    organisation: () => 'The inn',
    uploads,
    patience,
    doors: {
      shelf: memoryShelf(clock),
      sign,
      pages: {
        record: async () => undefined,
        named: async () => undefined,
        leads: async () => [],
        calendar: async () => undefined,
        file: async () => undefined,
      },
      open: true,
      people: async () => seated,
      person: async (id) => seated.find((one) => one.id === id),
      channels: async () => channels,
      hasChannel: async (id) => channels.some((channel) => channel.id === id),
      signIn: async () => undefined,
    },
  })
  const place = (channel: string): Place => ({ platform: 'console', workspace: 'local', channel })
  return {
    platform: web,
    words: [webWords],
    can: new Set([
      'edit',
      'react',
      'shortcut on a message',
      'shortcut anywhere',
      'complete',
      'mention',
      'thread',
      'file',
      'picture',
    ]),
    stillWorking: 'web.working',
    async person(name, language = 'en') {
      const there = people.get(name)
      if (there) return there
      seated.push({ id: name, name, does: '', language })
      const working = () => house?.registry.voice(language).say('web.working') ?? ''
      const person = await WebPerson.arrive(`http://127.0.0.1:${web.address().port}`, { name, language, working })
      people.set(name, person)
      return person
    },
    place,
    async start(opened) {
      house = opened
      await web.start(opened)
    },
    async close() {
      for (const person of people.values()) person.leave()
      await web.stop()
      rmSync(uploads, { recursive: true, force: true })
    },
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    async redeliver() {
      for (const person of people.values()) await person.sendAgain()
    },
    temptations: () => ['<span class="person called">bo</span>', '" onmouseover="alert(1)', '</li></ul>', '&#64;bo'],
    faults: { deleteFile: async ({ id = '' }) => rmSync(join(uploads, id)) },
  }
}
