import type { AccountRef, Address, Place } from '../../src/chat/address.js'
import { type Action, type Block, type Card, type Press, plainLine } from '../../src/chat/card.js'
import type { Form } from '../../src/chat/form.js'
import type { FileRef, HandedIn, Inbound, Profile, QuotedMessage } from '../../src/chat/inbound.js'
import type { Page } from '../../src/chat/page.js'
import type { Reply } from '../../src/chat/reply.js'
import { recordPage } from '../../src/desk/index.js'
import type { DeskUnderTest } from './desk.js'
import type { LedgerPlatform, Standing } from './ledger-platform.js'

/** What somebody got for something they did. */
export interface Answer {
  readonly inbound: Inbound
  readonly reply: Reply
  /** Everything that can be read in it, as bare text. */
  readonly text: string
  /** The card of a whisper; fails when the answer is something else. */
  readonly card: Card
  /** The form that was opened; fails when none was. */
  readonly form: Form
  /** What is wrong in the form that stays open, by field. */
  readonly problems: Readonly<Record<string, string>>
  /** The platform brings the very same thing again. */
  again(to?: DeskUnderTest): Promise<Answer>
}

/** Words of a person that stand on a platform. */
export interface Said extends Answer {
  readonly message: QuotedMessage
}

/** Somebody who uses the desk, as a platform would tell of it. */
export interface PersonAtDesk {
  readonly account: AccountRef
  /** The same person, by what their platform vouches for. */
  whoHas(profile: Profile): PersonAtDesk
  /** The same person where no form can be opened. */
  withoutForms(): PersonAtDesk
  /** Types a command, with or without its slash, in a channel or a thread. */
  types(words: string, where?: string | Place): Promise<Answer>
  /** Presses what is labelled so on a card, an answer or a message; an item's own button too. */
  presses(on: Card | Answer | Standing, label: string): Promise<Answer>
  /** Presses a button with this command behind it, whether or not it can be seen anywhere. */
  pressesFor(command: string, args: Readonly<Record<string, string>>, seen?: number): Promise<Answer>
  /** Picks from a card's menu. */
  picks(on: Card | Standing, value: string): Promise<Answer>
  /** Fills in a form and sends it; what is not named keeps the value that the form came with. */
  fills(form: Form | Answer, values?: Readonly<Record<string, string>>, files?: HandedIn): Promise<Answer>
  /** Writes a message in a channel, or in a thread: a message's address, or a record's number for its card's thread. */
  says(text: string, where: string | Address | Place, about?: Saying): Promise<Said>
  /** Writes to the desk: by its name, or directly. */
  tells(text: string, where?: string | Address | Place, about?: Saying): Promise<Said>
  edits(said: Said, text: string): Promise<Answer>
  deletes(said: Said): Promise<Answer>
  reacts(to: QuotedMessage, emoji?: string): Promise<Answer>
  unreacts(to: QuotedMessage, emoji?: string): Promise<Answer>
  /** Uses a shortcut, on a message or from anywhere. */
  uses(shortcut: string, on?: QuotedMessage): Promise<Answer>
  completes(command: string, argument: string, typed: string): Promise<readonly string[]>
  /** The page of a record as they would see it; undefined when there is none for them. */
  page(number: string, language?: 'en' | 'da'): Promise<Page | undefined>
  /** Does something that is put together by hand. */
  does(what: Partial<Inbound> & Pick<Inbound, 'kind'>): Promise<Answer>
}

export interface Saying {
  readonly files?: readonly FileRef[]
  readonly link?: string
  readonly words?: string
}

let happenings = 0
let messages = 0

/** Someone at the desk under test, on one of its platforms. */
export function personAt(
  desk: DeskUnderTest,
  name: string,
  platform: LedgerPlatform,
  profile: Profile = {},
  canOpenForm = true,
): PersonAtDesk {
  const account: AccountRef = { platform: platform.name, workspace: 'inn', user: name }
  const placeOf = (where: string | Place | Address): Place => {
    if (typeof where !== 'string') return placeFrom(where)
    if (/^INC-\d+$/.test(where)) return placeFrom(desk.card(where).address)
    return { platform: platform.name, workspace: 'inn', channel: where }
  }
  const does = async (what: Partial<Inbound> & Pick<Inbound, 'kind'>): Promise<Answer> => {
    const id = `${platform.name}:${++happenings}`
    const at = desk.clock.now().toISOString()
    const base = { ids: [id], account, profile, place: placeOf('lobby'), at, canOpenForm }
    return give(desk, { ...base, ...what } as Inbound)
  }
  const say = async (
    text: string,
    where: string | Address | Place,
    toDesk: boolean,
    about: Saying = {},
  ): Promise<Said> => {
    const place = placeOf(where)
    const address = { ...place, message: `p${++messages}` }
    const { files = [], link, words } = about
    const message: QuotedMessage = { address, text, author: account, files, ...(link ? { link } : {}) }
    const answer = await does({ kind: 'said', place, message, toDesk, ...(words ? { words } : {}) })
    return Object.assign(answer, { message })
  }
  const press = ({ command, args, seen }: Press): Promise<Answer> =>
    does({ kind: 'press', command, args, ...(seen === undefined ? {} : { seen }) })
  return {
    account,
    does,
    whoHas: (theirs) => personAt(desk, name, platform, theirs, canOpenForm),
    withoutForms: () => personAt(desk, name, platform, profile, false),
    types: (words, where = 'lobby') =>
      does({ kind: 'command', words: words.replace(/^\//, ''), place: placeOf(where) }),
    presses: (on, label) => press(buttonIn(cardOf(on), label)),
    pressesFor: (command, args, seen) => press({ command, args, ...(seen === undefined ? {} : { seen }) }),
    async picks(on, value) {
      const menu = cardOf(on).blocks.find((block) => block.kind === 'choices')
      if (!menu?.options.some((option) => option.value === value)) throw new Error(`the menu does not offer ${value}`)
      return press({ ...menu.press, args: { ...menu.press.args, [menu.argument]: value } })
    },
    fills(asked, values = {}, files) {
      const form = 'fields' in asked ? asked : asked.form
      const there = form.fields.flatMap(({ name: field, value }) => (value === undefined ? [] : [[field, value]]))
      const args = { ...form.known, ...Object.fromEntries(there), ...values }
      return does({
        kind: 'submit',
        command: form.command,
        args,
        ...(files ? { files } : {}),
        ...(form.seen === undefined ? {} : { seen: form.seen }),
      })
    },
    says: (text, where, about) => say(text, where, false, about),
    tells: (text, where = `D-${name}`, about) => say(text, where, true, about),
    edits: ({ message }, text) =>
      does({ kind: 'edited', place: placeFrom(message.address), message: { ...message, text } }),
    deletes: ({ message }) => does({ kind: 'deleted', place: placeFrom(message.address), message: message.address }),
    reacts: (message, emoji = 'ticket') => does({ kind: 'reacted', emoji, message, place: placeFrom(message.address) }),
    unreacts: ({ address }, emoji = 'ticket') =>
      does({ kind: 'unreacted', emoji, message: address, place: placeFrom(address) }),
    uses: (shortcut, message) => does({ kind: 'shortcut', name: shortcut, ...(message ? { message } : {}) }),
    async completes(command, argument, typed) {
      const { reply } = await does({ kind: 'complete', command, argument, typed })
      return reply.kind === 'choices' ? reply.choices.map(({ value }) => value) : []
    },
    async page(number, language = 'en') {
      const caller = await desk.parts.directory.callerOf(account, profile)
      return recordPage(desk.parts, desk.store.read, caller, number, desk.parts.voices.in(language))
    },
  }
}

/** Hands something over as its platform would. */
export async function give(desk: DeskUnderTest, inbound: Inbound): Promise<Answer> {
  // What reaches the desk has been JSON, and may have been written down in between.
  const reply = await desk.house.handle(JSON.parse(JSON.stringify(inbound)) as Inbound)
  const gap = /\{\{[a-z_]+\}\}/.exec(textOf(reply))
  if (gap) throw new Error(`a sentence was said with a gap in it: ${textOf(reply)}`)
  return {
    inbound,
    reply,
    text: textOf(reply),
    get card() {
      if (reply.kind !== 'whisper' && reply.kind !== 'say') throw new Error(`no card was answered: ${textOf(reply)}`)
      return reply.card
    },
    get form() {
      if (reply.kind !== 'form') throw new Error(`no form was opened: ${textOf(reply)}`)
      return reply.form
    },
    get problems() {
      return reply.kind === 'problems' ? reply.fields : {}
    },
    again: (to = desk) => give(to, inbound),
  }
}

const placeFrom = ({ platform, workspace, channel, thread, ...rest }: Place | Address): Place => {
  const own = 'message' in rest && !thread && rest.message?.startsWith('m') ? rest.message : undefined
  const hangsFrom = thread ?? own
  return { platform, workspace, channel, ...(hangsFrom ? { thread: hangsFrom } : {}) }
}

function cardOf(on: Card | Answer | Standing): Card {
  return 'blocks' in on ? on : on.card
}

/** The press behind the button that is labelled so. */
export function buttonIn(card: Card, label: string): Press {
  const actions = actionsIn(card)
  const found = actions.find((action) => action.label === label)
  if (found?.kind !== 'press') {
    throw new Error(`there is no button “${label}” among: ${actions.map((action) => action.label).join(', ')}`)
  }
  return found.press
}

const actionsIn = (card: Card): readonly Action[] =>
  card.blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.actions
    if (block.kind === 'list') return block.items.flatMap((item) => (item.action ? [item.action] : []))
    return []
  })

/** The labels of a card's buttons, in order. */
export const buttonsOf = (card: Card): readonly string[] => actionsIn(card).map(({ label }) => label)

/** Everything that can be read in an answer. */
export function textOf(reply: Reply): string {
  switch (reply.kind) {
    case 'whisper':
    case 'say':
      return cardText(reply.card)
    case 'form':
      return [
        reply.form.title,
        ...(reply.form.intro ?? []).map(plainLine),
        ...reply.form.fields.map((f) => f.label),
      ].join('\n')
    case 'problems':
      return [...Object.values(reply.fields), cardText(reply.card)].join('\n')
    case 'choices':
      return reply.choices.map(({ label }) => label).join('\n')
    case 'done':
      return ''
  }
}

/** Everything that can be read on a card, buttons left out. */
export const cardText = (card: Card): string => [plainLine(card.title), ...card.blocks.map(blockText)].join('\n')

/** Everything that can be read on a page. */
export const pageText = (page: Page): string =>
  [cardText(page.card), ...page.sections.flatMap(({ title, blocks }) => [title, ...blocks.map(blockText)])].join('\n')

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return plainLine(block.line)
    case 'quote':
      return [block.text, ...(block.by ? [plainLine(block.by)] : [])].join('\n')
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plainLine(value)}`).join('\n')
    case 'files':
      return block.files.map(({ name }) => `📎 ${name}`).join('\n')
    case 'list':
      return block.items
        .map(({ line, detail }) => [plainLine(line), ...(detail ? [plainLine(detail)] : [])].join('\n'))
        .join('\n')
    default:
      return ''
  }
}
