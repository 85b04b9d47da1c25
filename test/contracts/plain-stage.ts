import { PassThrough } from 'node:stream'
import { createPlain, type Plain, type PlainMessage, plainWords, type Seat } from '../../adapters/plain/index.js'
import { literal } from '../../adapters/plain/literal.js'
import { type AccountRef, type Address, accountWord, type Place } from '../../src/chat/address.js'
import type { Action } from '../../src/chat/card.js'
import type { Field } from '../../src/chat/form.js'
import type { Language } from '../../src/chat/language.js'
import type { StageOptions } from './scene.js'
import type { Deed, Person, Said, Seen, Stage } from './stage.js'

const at = new Date('2031-03-03T09:00:00Z')

/** Terminals in one room; what people see is read from what was printed for them. */
export async function openPlainStage({ patience }: StageOptions): Promise<Stage> {
  let next = 0
  const people = new Map<string, PlainPerson>()
  const ids = { next: () => `id${++next}` }
  const porter = terminal('porter', 'en')
  const plain = createPlain({
    ...porter,
    clock: { now: () => at },
    ids,
    patience,
    channels: ['reception', 'kitchen'],
  })
  const place = (channel: string): Place => ({ platform: 'plain', workspace: 'hotel', channel })
  return {
    platform: plain,
    words: [plainWords],
    can: new Set([
      'edit',
      'react',
      'shortcut on a message',
      'shortcut anywhere',
      'complete',
      'rename',
      'archive',
      'mention',
      'thread',
    ]),
    stillWorking: 'plain.still_working',
    async person(name, language = 'en') {
      const there = people.get(name)
      if (there) return there
      const person = new PlainPerson(plain, terminal(name, language), () => people.values())
      people.set(name, person)
      return person
    },
    place,
    start: (house) => plain.start(house),
    async close() {},
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    async redeliver() {
      for (const person of people.values()) if (person.seat.notTaken.length > 0) person.type(':again')
    },
    temptations: () => ['@Bo', '@bo', '#1 Frontdesk [reception]', '* Done.', '\n* Done.\n[1] Take it'],
    shown: literal,
    faults: {
      async archive({ channel }) {
        porter.input.write(`:in ${channel}\n:channel archived\n`)
        while (plain.seat.handled < 2) await new Promise((resolve) => setImmediate(resolve))
      },
    },
  }
}

interface Terminal {
  readonly account: AccountRef
  readonly name: string
  readonly language: Language
  readonly input: PassThrough
  readonly output: PassThrough
}

const terminal = (name: string, language: Language): Terminal => ({
  account: { platform: 'plain', workspace: 'hotel', user: name },
  name,
  language,
  input: new PassThrough(),
  output: new PassThrough({ encoding: 'utf8' }),
})

class PlainPerson implements Person {
  readonly account: AccountRef
  readonly language: Language
  readonly direct: Place
  readonly seat: Seat
  private typed = 0
  private printed = ''

  constructor(
    private readonly plain: Plain,
    private readonly terminal: Terminal,
    private readonly people: () => Iterable<PlainPerson>,
  ) {
    this.account = terminal.account
    this.language = terminal.language
    this.direct = { platform: 'plain', workspace: 'hotel', channel: `@${terminal.name}` }
    terminal.output.on('data', (text: string) => {
      this.printed += text
    })
    this.seat = plain.join(terminal)
  }

  /** Types a line; the deed is done when the terminal has handled it. */
  type(line: string): Deed {
    this.terminal.input.write(`${line}\n`)
    this.typed += 1
    const own = this.typed
    return {
      state: () => {
        if (this.seat.handled < own) return 'waiting'
        return this.seat.notTaken.length > 0 ? 'refused' : 'acknowledged'
      },
    }
  }

  async command(words: string, place: Place): Promise<Deed> {
    this.go(place)
    return this.type(`/${words}`)
  }

  async press(label: string): Promise<Deed> {
    const [message, number] = await this.button(label)
    const deed = this.type(`:press ${message.number} ${number}`)
    return asks(message, label) ? this.type('1') : deed
  }

  choose(label: string): Promise<Deed> {
    return this.press(label)
  }

  async form() {
    const { asking } = this.seat
    if (!asking) return undefined
    const heads = this.notes()
    return {
      title: heads.findLast((note) => note.startsWith(asking.form.title)) ?? '',
      fields: asking.form.fields.map((field) => {
        const problem = heads.findLast((note) => note.startsWith(`${field.label}: `))?.slice(field.label.length + 2)
        const value = asking.values[field.name] ?? field.value
        return {
          name: field.name,
          label: field.label,
          ...(value === undefined ? {} : { value }),
          ...(problem === undefined ? {} : { problem }),
        }
      }),
    }
  }

  async submit(values: Readonly<Record<string, string>>): Promise<Deed> {
    const fields = this.seat.asking?.left ?? []
    const deeds = fields.flatMap((field) => lines(field, values[field.name]).map((line) => this.type(line)))
    return deeds.at(-1) ?? raise('there is no open form')
  }

  async say(text: string, place: Place, how?: 'naming the desk'): Promise<Said> {
    this.go(place)
    const before = this.plain.messages.length
    const deed = this.type(` ${how ? '@frontdesk ' : ''}${text}`)
    const mine = (message: PlainMessage): boolean => message.author?.account.user === this.account.user
    return { ...deed, address: this.turnsUntil(() => this.plain.messages.slice(before).find(mine)?.address) }
  }

  async edit(message: Address, text: string): Promise<Deed> {
    return this.type(`:edit ${this.numberOf(message)} ${text}`)
  }

  async delete(message: Address): Promise<Deed> {
    return this.type(`:delete ${this.numberOf(message)}`)
  }

  async react(message: Address, emoji: string): Promise<Deed> {
    return this.type(`:react ${this.numberOf(message)} ${emoji}`)
  }

  async unreact(message: Address, emoji: string): Promise<Deed> {
    return this.type(`:unreact ${this.numberOf(message)} ${emoji}`)
  }

  async use(shortcut: string, message?: Address): Promise<Deed> {
    return this.type(`:use ${shortcut}${message ? ` ${this.numberOf(message)}` : ''}`)
  }

  async complete(command: string, argument: string, typed: string): Promise<readonly string[]> {
    const before = this.notes().length
    const deed = this.type(`:complete ${argument}=${typed} /${command}`)
    await this.turnsUntil(() => deed.state() !== 'waiting')
    return this.notes().slice(before)
  }

  async rename(name: string): Promise<Deed> {
    return this.type(`:name ${name}`)
  }

  async archive(place: Place): Promise<Deed> {
    this.go(place)
    return this.type(':channel archived')
  }

  async sees(): Promise<readonly Seen[]> {
    await new Promise((resolve) => setImmediate(resolve))
    const notes = this.notes().map((text) => ({ text, place: this.direct, alone: true, pings: [] }))
    return [...notes, ...this.shown().values()]
  }

  /** The newest rendering of every message that was printed here. */
  private shown(): Map<number, Seen> {
    const seen = new Map<number, Seen>()
    for (const [, number, text = ''] of this.printed.matchAll(/^#(\d+) (.*\n(?: {2}.*\n|\n)*)/gmu)) {
      const message = this.plain.messages[Number(number) - 1] ?? raise(`#${number} stands nowhere`)
      const { message: _message, ...place } = message.address
      seen.set(Number(number), {
        text: text.replace(/^ {2}/gmu, '').replace(/^\| /gmu, ''),
        place,
        ...(message.only ? {} : { address: message.address }),
        alone: message.only !== undefined || place.channel.startsWith('@'),
        pings: this.pinged(Number(number)),
      })
    }
    return seen
  }

  /** Whose terminals rang with this message. */
  private pinged(number: number): readonly string[] {
    const rings = new RegExp(`^#${number} .*\n(?: {2}.*\n|\n)* {2}.*\u0007\n`, 'mu')
    return [...this.people()].filter((person) => rings.test(person.printed)).map(({ account }) => accountWord(account))
  }

  /** What the terminal itself said. */
  private notes(): readonly string[] {
    return [...this.printed.matchAll(/^\* (.*)$/gmu)].map(([, text = '']) => text)
  }

  private button(label: string): Promise<readonly [PlainMessage, number]> {
    return this.turnsUntil(() => {
      for (const [number, { text }] of [...this.shown()].reverse()) {
        const [, button] = new RegExp(`\\[(\\d+)\\] ${label}(?=\\s|$)`, 'u').exec(text) ?? []
        const message = this.plain.messages[number - 1]
        if (button && message) return [message, Number(button)] as const
      }
      return undefined
    })
  }

  private numberOf(address: Address): number {
    return (
      this.plain.messages.find((one) => one.address.message === address.message)?.number ?? raise('no such message')
    )
  }

  private go(place: Place): void {
    if (place.thread) this.type(`:thread ${this.numberOf({ ...place, message: place.thread })}`)
    else this.type(`:in ${place.channel.startsWith('@') ? '@' : place.channel}`)
  }

  private async turnsUntil<T>(look: () => T): Promise<NonNullable<T>> {
    for (let turn = 0; turn < 10_000; turn++) {
      const found = look()
      if (found !== undefined && found !== null && found !== false) return found
      await new Promise((resolve) => setImmediate(resolve))
    }
    throw new Error('the terminal does not show it')
  }
}

const lines = (field: Field, value: string | undefined): readonly string[] => {
  if (value === undefined) return [field.value === undefined && field.optional ? '-' : '']
  if (field.kind !== 'text' || field.lines === 'one') return [value]
  return [...value.split('\n').map((line) => (line.startsWith('.') ? `.${line}` : line)), '.']
}

/** Whether the button asks first. */
function asks({ card }: PlainMessage, label: string): boolean {
  const actions =
    card?.blocks.flatMap((block): readonly Action[] => (block.kind === 'actions' ? block.actions : [])) ?? []
  return actions.some((action) => action.kind === 'press' && action.label === label && action.confirm !== undefined)
}

function raise(what: string): never {
  throw new Error(what)
}
