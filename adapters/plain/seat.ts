import type { Readable, Writable } from 'node:stream'
import { type AccountRef, accountWord, type Place } from '../../src/chat/address.js'
import { type Card, typedAs } from '../../src/chat/card.js'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Language, Voice } from '../../src/chat/language.js'
import { nameIn } from '../../src/chat/naming.js'
import { within } from '../../src/chat/patience.js'
import type { House } from '../../src/chat/platform.js'
import type { Reply } from '../../src/chat/reply.js'
import { unreachable } from '../../src/kernel/errors.js'
import { act, type Effect } from './act.js'
import type { Asking } from './asking.js'
import { FormTalk } from './form-talk.js'
import { createLines } from './lines.js'
import { flat } from './literal.js'
import { directOf, mayRead, type PlainMessage } from './log.js'
import type { Reader } from './reader.js'
import { base, pressed } from './receive.js'
import type { Button } from './render-card.js'
import type { Room } from './room.js'
import { showMessage } from './show.js'
import { readTyped, type Typed } from './typed.js'

/** One person at one terminal. */
export interface SeatOptions {
  readonly account: AccountRef
  readonly name: string
  readonly language: Language
  readonly input: Readable
  readonly output: Writable
}

/** Reads what one person types, in order, and shows what they may see. */
export class Seat {
  readonly account: AccountRef
  /** What the house did not take, to be sent again with the same ids. */
  readonly notTaken: Inbound[] = []
  /** How many lines were brought to their end. */
  handled = 0
  /** Resolves when the input has ended and every line of it was handled. */
  readonly ended: Promise<void>

  private end: () => void = () => {}
  private name: string
  private place: Place
  private house: House | undefined
  private tail: Promise<void> = Promise.resolve()
  private readonly lines = createLines()
  private readonly talk: FormTalk
  private confirming: { readonly button: Button; readonly card: PlainMessage | undefined } | undefined
  private last: PlainMessage | undefined

  constructor(
    private readonly room: Room,
    private readonly options: SeatOptions,
  ) {
    this.account = options.account
    this.name = options.name
    this.place = { platform: room.name, workspace: room.workspace, channel: directOf(options.account) }
    this.talk = new FormTalk({
      note: (text) => this.note(text),
      voice: () => this.voice,
      reader: () => this.reader(),
    })
    this.ended = new Promise((resolve) => {
      this.end = resolve
    })
    // A terminal that was closed takes nothing more; nobody is there to be told.
    options.output.on('error', () => {})
  }

  /** The form that is being asked, and how far. */
  get asking(): Asking | undefined {
    return this.talk.asking
  }

  start(house: House): void {
    this.house = house
    const first = house.registry.commands[0]?.name ?? 'desk help'
    this.note(this.voice.say('plain.welcome', { example: typedAs(nameIn(first, this.voice)) }))
    this.options.input.on('data', this.onData).on('end', this.onEnd)
  }

  /** Reads no more and brings to their end the lines that were read. */
  async stop(): Promise<void> {
    this.options.input.off('data', this.onData).off('end', this.onEnd).pause()
    await this.tail
    this.end()
  }

  /** Shows a message, when this person may see it; a bell rings when it calls them. */
  show(message: PlainMessage): void {
    if (!this.house || !mayRead(message, this.account)) return
    const voice = message.language ? this.house.registry.voice(message.language) : this.voice
    const shown = showMessage(message, voice, this.reader(voice.language))
    if (shown.buttons.length > 0) this.last = message
    this.print(shown.text + (shown.pings.includes(accountWord(this.account)) ? '\u0007' : ''))
  }

  /** Shows the answer to something this person did. */
  answer({ place }: Inbound, reply: Reply): void {
    switch (reply.kind) {
      case 'whisper':
        this.tell(reply.card, place)
        break
      case 'say':
        this.room.show(this.room.log.put({ place, at: this.room.clock.now(), card: reply.card }))
        break
      case 'form':
        this.talk.begin(reply.form)
        break
      case 'problems':
        this.tell(reply.card, place)
        this.talk.correct(reply.fields)
        break
      case 'choices': {
        const choices = reply.choices.map(({ value, label }) => flat(value === label ? value : `${value} – ${label}`))
        this.note(choices.join('\n') || this.voice.say('plain.no_choices'))
        break
      }
      case 'done':
        this.note(this.voice.say('plain.done'))
        break
      default:
        unreachable(reply)
    }
  }

  private readonly onData = (chunk: Buffer | string): void => {
    this.queue(this.lines.push(chunk))
  }

  private readonly onEnd = (): void => {
    const rest = this.lines.rest()
    this.queue(rest === '' ? [] : [rest])
    void this.tail.then(this.end)
  }

  /** One line after the other: a question has to stand before the next line can be its answer. */
  private queue(lines: readonly string[]): void {
    for (const line of lines) {
      this.tail = this.tail.then(async () => {
        await this.take(line)
        this.handled += 1
      })
    }
  }

  private async take(line: string): Promise<void> {
    const typed = readTyped(line)
    if (typed.kind === 'cancel') this.cancel()
    else if (this.confirming) await this.confirm(typed)
    else if (this.talk.open) await this.fill(line)
    else if (typed.kind === 'again') await this.again()
    else await this.follow(act(typed, { room: this.room, sitter: this.sitter, voice: this.voice, last: this.last }))
  }

  private async follow(effect: Effect): Promise<void> {
    if (effect.name !== undefined) this.name = effect.name
    if (effect.place) this.place = effect.place
    if (effect.note !== undefined) this.note(effect.note)
    if (effect.press) await this.press(effect.press.card, effect.press.number)
    if (effect.inbound) await this.hand(effect.inbound(this.base()))
  }

  /**
   * Hands an inbound to the house and shows its answer. What the house does not take is kept, and nothing is promised;
   * what it takes slowly is written down first, and only then is the person told to wait.
   */
  private async hand(inbound: Inbound): Promise<void> {
    const { house } = this
    if (!house) return
    const work = house.handle(inbound)
    // Whoever waits below hears of a failure; a late one is the spool's to bring again.
    work.catch(() => {})
    try {
      const soon = await within(this.room.patience, work)
      if (soon.kind === 'done') return this.answer(inbound, soon.value)
      await house.spool(inbound)
    } catch {
      this.notTaken.push(inbound)
      this.note(this.voice.say('plain.not_taken'))
      return
    }
    this.note(this.voice.say('plain.still_working'))
    const late = work.then(
      (reply) => this.answer(inbound, reply),
      () => {},
    )
    this.room.late.add(late)
    void late.then(() => this.room.late.delete(late))
  }

  private async again(): Promise<void> {
    const waiting = this.notTaken.splice(0)
    if (waiting.length === 0) this.note(this.voice.say('plain.taken'))
    for (const inbound of waiting) await this.hand(inbound)
  }

  private async press(card: PlainMessage | undefined, number: number): Promise<void> {
    const button = card && showMessage(card, this.voice, this.reader()).buttons[number - 1]
    if (!button) this.note(this.voice.say('plain.no_button', { number }))
    else if (!button.confirm) await this.hand(pressed(this.base(), button.press, card))
    else {
      this.confirming = { button, card }
      const { title, text, yes, no } = button.confirm
      this.note([title, text, `[1] ${yes}  [2] ${no}`].map(flat).join('\n'))
    }
  }

  private async confirm(typed: Typed): Promise<void> {
    const answer = typed.kind === 'number' ? typed.number : 0
    if (!this.confirming || answer < 1 || answer > 2) {
      this.note(this.voice.say('plain.form.pick'))
      return
    }
    const { button, card } = this.confirming
    this.confirming = undefined
    if (answer === 2) this.note(this.voice.say('plain.cancelled'))
    else await this.hand(pressed(this.base(), button.press, card))
  }

  private async fill(line: string): Promise<void> {
    const filled = this.talk.hear(line)
    if (!filled) return
    const { form, values } = filled
    const seen = form.seen === undefined ? {} : { seen: form.seen }
    await this.hand({
      ...this.base(),
      kind: 'submit',
      command: form.command,
      args: { ...form.known, ...values },
      ...seen,
    })
    this.talk.question()
  }

  private cancel(): void {
    const open = this.confirming !== undefined || this.talk.open
    if (this.confirming) this.confirming = undefined
    else this.talk.leave()
    this.note(this.voice.say(open ? 'plain.cancelled' : 'plain.nothing_open'))
    this.talk.question()
  }

  private tell(card: Card, place: Place): void {
    this.room.show(this.room.log.put({ place, at: this.room.clock.now(), card, only: this.account }))
  }

  /** The terminal's own words: every line begins with a star, which no line of a message does. */
  private note(text: string): void {
    this.print(text.replace(/^/gm, '* '))
  }

  private print(text: string): void {
    if (this.options.output.writable) this.options.output.write(`${text}\n`)
  }

  private base() {
    return base(this.room, this.sitter, this.options.language)
  }

  private get sitter() {
    return { account: this.account, name: this.name, place: this.place }
  }

  private get voice(): Voice {
    if (!this.house) throw new Error('nobody listens yet')
    return this.house.registry.voice(this.house.languageOf(this.account, { language: this.options.language }))
  }

  private reader(language: Language = this.voice.language): Reader {
    const { zone, clock, publicUrl } = this.room
    const link = (url: string): string => (publicUrl && url.startsWith('/') ? publicUrl.replace(/\/$/, '') + url : url)
    return { language, zone, now: clock.now(), link }
  }
}
