import { type AccountRef, type Address, accountWord, type Place } from '../../src/chat/address.js'
import type { Language } from '../../src/chat/language.js'
import { type Element, elementsIn, hasClass, readHtml, textOf } from './html.js'
import { pictureKind } from './pictures.js'
import type { Carried, Deed, Person, Said, Seen, SeenForm } from './stage.js'

interface Options {
  readonly name: string
  readonly language: Language
  /** What the page says while an answer is still to come. */
  readonly working: () => string
}

interface MessageJson {
  readonly id: string
  readonly channel: string
  readonly thread?: string
  readonly deleted: boolean
  readonly replies: number
  readonly html: string
}

type Answer =
  | { readonly kind: 'whisper' | 'form'; readonly html: string }
  | {
      readonly kind: 'problems'
      readonly fields: Readonly<Record<string, string>>
      readonly html: string
      readonly whisper: string
    }
  | { readonly kind: 'said'; readonly message: MessageJson }
  | { readonly kind: 'choices' | 'done' | 'late' }

interface Answered {
  readonly answer: Answer
  readonly message?: MessageJson
  readonly error?: { readonly says: string }
}

interface Request {
  readonly method: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly at: Place
  readonly answered: (message: MessageJson | undefined) => void
  state: 'waiting' | 'acknowledged' | 'refused'
}

interface OpenForm {
  readonly element: Element
  readonly at: Place
  readonly problems: Readonly<Record<string, string>>
  /** What was filled in before; a form that stays open keeps it. */
  readonly filled: Readonly<Record<string, string>>
}

/** Somebody at a browser: a session of their own, a stream of events, and what the page's script would keep. */
export class WebPerson implements Person {
  readonly account: AccountRef
  readonly language: Language
  readonly direct: Place
  private readonly gone = new AbortController()
  private readonly requests: Request[] = []
  private readonly told: Seen[] = []
  private open: OpenForm | undefined
  private acts = 0

  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly options: Options,
  ) {
    this.account = { platform: 'console', workspace: 'local', user: options.name }
    this.language = options.language
    this.direct = { platform: 'console', workspace: 'local', channel: `@${options.name}` }
  }

  static async arrive(url: string, options: Options): Promise<WebPerson> {
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
      body: JSON.stringify({ person: options.name }),
    })
    const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0])
    const person = new WebPerson(url, cookie.join('; '), options)
    void person.follow()
    return person
  }

  leave(): void {
    this.gone.abort()
  }

  command(words: string, at: Place): Promise<Deed> {
    return this.act('POST', '/commands', { words, ...where(at) }, at)
  }

  async press(label: string): Promise<Deed> {
    const [button, message] = await this.button(label)
    const press = JSON.parse(button.attributes['data-press'] ?? '{}')
    const card = message ? { card: { ...where(message), message: message.message } } : {}
    return this.act('POST', '/presses', { ...press, ...card }, message ? placeOf(message) : this.direct)
  }

  choose(label: string): Promise<Deed> {
    return this.press(label)
  }

  async form(): Promise<SeenForm | undefined> {
    if (!this.open) return undefined
    const { element, problems, filled } = this.open
    return {
      title: textOf(first(element, ({ tag }) => tag === 'h2')).trim(),
      fields: fieldsIn(element).map((field) => {
        const name = field.attributes['data-field'] ?? ''
        const value = filled[name] ?? standing(field)
        const problem = problems[name]
        return {
          name,
          label: labelOf(field),
          ...(value === undefined ? {} : { value }),
          ...(problem === undefined ? {} : { problem }),
        }
      }),
    }
  }

  async submit(
    values: Readonly<Record<string, string>>,
    files: Readonly<Record<string, readonly Carried[]>> = {},
  ): Promise<Deed> {
    const { open } = this
    if (!open) throw new Error('there is no open form')
    const { known, ...form } = JSON.parse(
      first(open.element, ({ tag }) => tag === 'form').attributes['data-form'] ?? '{}',
    )
    const filled = { ...open.filled, ...values }
    const args: Record<string, string> = { ...known }
    for (const field of fieldsIn(open.element)) {
      const name = field.attributes['data-field'] ?? ''
      const value = filled[name] ?? standing(field)
      if (value) args[name] = acceptable(field, value.replace(/^console:local\//, ''))
    }
    this.open = { ...open, filled }
    const handed: Record<string, readonly string[]> = {}
    for (const [name, all] of Object.entries(files)) {
      if (!fieldsIn(open.element).some((field) => field.attributes['data-field'] === name))
        throw new Error(`no ${name}`)
      handed[name] = await Promise.all(all.map((file) => this.upload(file)))
    }
    return this.act('POST', '/submits', { ...form, ...where(open.at), args, files: handed }, open.at)
  }

  async say(text: string, at: Place, how?: 'naming the desk' | { readonly files: readonly string[] }): Promise<Said> {
    let answered = (_: Address): void => {}
    const address = new Promise<Address>((resolve) => {
      answered = resolve
    })
    const also = typeof how === 'object' ? how : {}
    const body = { text: how === 'naming the desk' ? `@frontdesk ${text}` : text, ...also, ...where(at) }
    const deed = await this.act('POST', '/messages', body, at, (message) => {
      if (message) answered({ ...at, message: message.id })
    })
    return { ...deed, address }
  }

  async attach(file: Carried, text: string, at: Place): Promise<Said> {
    return this.say(text, at, { files: [await this.upload(file)] })
  }

  private async upload(file: Carried): Promise<string> {
    const response = await fetch(`${this.url}/api/files?${new URLSearchParams({ name: file.name })}`, {
      method: 'POST',
      headers: { 'content-type': file.type, 'x-frontdesk': '1', cookie: this.cookie },
      body: file.bytes,
    })
    const kept = (await response.json()) as { file: { id: string } }
    return kept.file.id
  }

  edit(message: Address, text: string): Promise<Deed> {
    return this.act('PATCH', `/messages/${message.message}`, { text, ...where(message) }, message)
  }

  delete(message: Address): Promise<Deed> {
    return this.act('DELETE', `/messages/${message.message}`, where(message), message)
  }

  react(message: Address, emoji: string): Promise<Deed> {
    return this.act('POST', `/messages/${message.message}/reactions`, { emoji, ...where(message) }, message)
  }

  unreact(message: Address, emoji: string): Promise<Deed> {
    return this.act('DELETE', `/messages/${message.message}/reactions`, { emoji, ...where(message) }, message)
  }

  use(name: string, message?: Address): Promise<Deed> {
    const at = message ?? this.direct
    return this.act('POST', '/shortcuts', { name, ...where(at), ...(message ? { message: message.message } : {}) }, at)
  }

  async complete(command: string, _argument: string, typed: string): Promise<readonly string[]> {
    const { choices } = await this.read(`/complete?typed=${encodeURIComponent(`/${command} ${typed}`)}`)
    return choices.map(({ label }: { readonly label: string }) => label)
  }

  async rename(): Promise<Deed> {
    throw new Error('nobody is renamed at the console')
  }

  async archive(): Promise<Deed> {
    throw new Error('nothing is archived at the console')
  }

  async sees(): Promise<readonly Seen[]> {
    const messages = await this.messages()
    const shown = messages.map(({ message, place }) => this.seen(message, place))
    return Promise.all([...this.told, ...shown].map((one) => this.opened(one)))
  }

  /** With the pictures on it as the browser gets them. */
  private async opened({ pictures = [], ...seen }: Seen): Promise<Seen> {
    const answers = await Promise.all(
      pictures.map((path) => fetch(`${this.url}${path}`, { headers: { cookie: this.cookie } })),
    )
    const bytes = await Promise.all(answers.map(async (answer) => new Uint8Array(await answer.arrayBuffer())))
    return { ...seen, pictures: bytes.flatMap(pictureKind) }
  }

  /** Sends again, with the same id, what the desk could not take: the page's script does so by itself. */
  async sendAgain(): Promise<void> {
    const refused = this.requests.filter((request) => request.state === 'refused')
    await Promise.all(refused.map((request) => this.send(request)))
  }

  private async messages(): Promise<readonly { readonly message: MessageJson; readonly place: Place }[]> {
    const { channels } = await this.read('/channels')
    const all: { message: MessageJson; place: Place }[] = []
    for (const { id: channel } of channels) {
      const { messages } = await this.read(`/messages?channel=${encodeURIComponent(channel)}`)
      for (const message of messages as readonly MessageJson[]) {
        const place = { platform: 'console', workspace: 'local', channel }
        all.push({ message, place })
        if (message.replies === 0) continue
        const thread = await this.read(`/messages?channel=${encodeURIComponent(channel)}&thread=${message.id}`)
        for (const reply of thread.messages) all.push({ message: reply, place: { ...place, thread: message.id } })
      }
    }
    return all
  }

  private seen(message: MessageJson, place: Place): Seen {
    const element = readHtml(message.html)
    return {
      text: textOf(first(element, (one) => hasClass(one, 'body'))),
      place,
      address: { ...place, message: message.id },
      alone: place.channel.startsWith('@'),
      pings: elementsIn(element).some((one) => hasClass(one, 'called')) ? [accountWord(this.account)] : [],
      pictures: drawnOn(element),
    }
  }

  /** The newest button with this label that can be pressed, and the message it is on. */
  private async button(label: string): Promise<readonly [Element, Address | undefined]> {
    for (const { message, place } of [...(await this.messages())].reverse()) {
      const found = elementsIn(readHtml(message.html)).find(
        (one) => one.attributes['data-press'] !== undefined && textOf(one).trim() === label,
      )
      if (found) return [found, { ...place, message: message.id }]
    }
    throw new Error(`no button says ${label}`)
  }

  private async act(
    method: string,
    path: string,
    body: Request['body'],
    at: Place,
    answered: Request['answered'] = () => {},
  ): Promise<Deed> {
    const id = `${this.options.name}-act-${String(++this.acts).padStart(4, '0')}`
    const request: Request = { method, path, body: { id, ...body }, at, answered, state: 'waiting' }
    this.requests.push(request)
    void this.send(request)
    return { state: () => request.state }
  }

  private async send(request: Request): Promise<void> {
    request.state = 'waiting'
    const { method, path, body, at, answered } = request
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-frontdesk': '1', cookie: this.cookie },
      body: JSON.stringify(body),
    })
    const { answer, message, error } = (await response.json()) as Answered
    if (response.ok) {
      answered(message)
      this.show(answer, at)
    }
    request.state = response.status === 503 ? 'refused' : 'acknowledged'
    if (error && response.status !== 503) throw new Error(`${path}: ${error.says}`)
  }

  /** What the page does with an answer. */
  private show(answer: Answer, at: Place): void {
    switch (answer.kind) {
      case 'whisper':
        this.open = undefined
        this.told.push(whisper(answer.html, at))
        break
      case 'form':
        this.open = { element: readHtml(answer.html), at, problems: {}, filled: {} }
        break
      case 'problems':
        if (this.open) this.open = { ...this.open, problems: answer.fields }
        else this.told.push(whisper(answer.whisper, at))
        break
      case 'late':
        this.told.push({ text: this.options.working(), place: at, alone: true, pings: [] })
        break
      case 'said':
      case 'choices':
      case 'done':
        this.open = undefined
    }
  }

  /** Follows the stream of events for answers that come late; messages are read when somebody looks. */
  private async follow(): Promise<void> {
    const response = await fetch(`${this.url}/api/events`, {
      headers: { cookie: this.cookie },
      signal: this.gone.signal,
    })
    const decoder = new TextDecoder()
    let text = ''
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true })
        const events = text.split('\n\n')
        text = events.pop() ?? ''
        for (const event of events) {
          const [, name] = /^event: (\w+)$/m.exec(event) ?? []
          const data = [...event.matchAll(/^data: (.*)$/gm)].map(([, line]) => line).join('\n')
          if (name === 'answer') this.late(JSON.parse(data))
        }
      }
    } catch (error) {
      if (!this.gone.signal.aborted) throw error
    }
  }

  private late({ request, answer }: { readonly request?: string; readonly answer: Answer }): void {
    const asked = this.requests.find(({ body }) => body['id'] === request)
    if (asked) this.show(answer, asked.at)
  }

  private async read(path: string): Promise<any> {
    const response = await fetch(`${this.url}/api${path}`, { headers: { cookie: this.cookie } })
    if (!response.ok) throw new Error(`${path} answers ${response.status}`)
    return response.json()
  }
}

const whisper = (html: string, place: Place): Seen => ({
  text: textOf(first(readHtml(html), (one) => hasClass(one, 'body'))),
  place,
  alone: true,
  pings: [],
  pictures: drawnOn(readHtml(html)),
})

/** Where the pictures lie that are seen in the light theme; a photo is the same in both. */
const drawnOn = (element: Element): readonly string[] =>
  elementsIn(element).flatMap((one) =>
    hasClass(one, 'in-light') || hasClass(one, 'photo') ? [one.attributes['src'] ?? ''] : [],
  )

const where = ({ channel, thread }: Place) => (thread === undefined ? { channel } : { channel, thread })

const placeOf = ({ message: _message, ...place }: Address): Place => place

function first(element: Element, fits: (one: Element) => boolean): Element {
  const found = elementsIn(element).find(fits)
  if (!found) throw new Error('the page does not hold what was looked for')
  return found
}

const fieldsIn = (form: Element): readonly Element[] =>
  elementsIn(form).filter((one) => one.attributes['data-field'] !== undefined)

/** The label's own words, without the remark that it may be left empty. */
const labelOf = (field: Element): string =>
  first(field, ({ tag }) => tag === 'label' || tag === 'legend')
    .children.filter((child) => typeof child === 'string')
    .join('')
    .trim()

const controlsIn = (field: Element): readonly Element[] =>
  elementsIn(field).filter(({ tag }) => ['input', 'textarea', 'select'].includes(tag))

/** What stands in a field; undefined when nothing does. */
function standing(field: Element): string | undefined {
  for (const control of controlsIn(field)) {
    const { attributes } = control
    if (attributes['type'] === 'radio') {
      if (attributes['checked'] !== undefined) return attributes['value']
      continue
    }
    if (attributes['data-moment'] !== undefined) return attributes['data-moment'] || undefined
    if (control.tag === 'textarea') return textOf(control).replace(/^\n/, '') || undefined
    if (control.tag === 'input') return attributes['value'] || undefined
    const chosen = elementsIn(control).find((one) => one.tag === 'option' && one.attributes['selected'] !== undefined)
    return chosen?.attributes['value'] || undefined
  }
  return undefined
}

/** A browser submits only what its menu or its radio buttons offer. */
function acceptable(field: Element, value: string): string {
  const offered = elementsIn(field).filter(({ tag, attributes }) => tag === 'option' || attributes['type'] === 'radio')
  if (offered.length > 0 && !offered.some(({ attributes }) => attributes['value'] === value)) {
    throw new Error(`${value} is not offered`)
  }
  return value
}
