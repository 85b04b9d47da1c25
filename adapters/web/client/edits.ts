import { type Acts, complain } from './acts.js'
import { confirmed } from './dialogs.js'
import { made, onClick } from './dom.js'
import { type MessageJson, newId, send } from './server.js'
import { toast } from './voice.js'
import { say } from './words.js'

interface Shell {
  readonly acts: Acts
  readonly said: (message: MessageJson) => void
  readonly person: string
}

const reactedKey = (person: string): string => `frontdesk.reacted.${person}`

/** What one does to a message that stands: edit, delete, react, copy its link. */
export function startEdits({ acts, person }: Shell): void {
  onClick('[data-edit]', (button) => {
    const message = button.closest<HTMLElement>('.message')
    if (message) edit(message)
  })
  onClick('[data-remove]', (button) => {
    const message = button.closest<HTMLElement>('.message')
    if (message) void remove(message)
  })
  onClick('[data-react]', (button) => {
    const message = button.closest<HTMLElement>('.message')
    if (message) void acts.once(button, () => react(message, button))
  })
  onClick('[data-copy-link]', (button) => {
    const message = button.closest<HTMLElement>('.message')
    const { channel = '', thread, id = '' } = message?.dataset ?? {}
    const path = `/c/${encodeURIComponent(channel)}/t/${encodeURIComponent(thread ?? id)}`
    const link = location.origin + path
    // Without https only the machine's own addresses have a clipboard: elsewhere the link is shown.
    if (!navigator.clipboard) return void toast(link)
    void navigator.clipboard.writeText(link).then(() => toast(say('copied')))
  })

  async function remove(message: HTMLElement): Promise<void> {
    const text = { title: say('removeTitle'), text: say('removeText'), yes: say('remove'), no: say('cancel') }
    if (!(await confirmed(text))) return
    const body = { id: newId(), ...placeOf(message) }
    const result = await send({ method: 'DELETE', path: `/messages/${idOf(message)}`, body })
    if (!result.ok) complain(result.trouble)
  }

  async function react(message: HTMLElement, button: HTMLElement): Promise<void> {
    const on = button.ariaPressed === 'true'
    const log = { log: acts.logOf(message), ...placeOf(message) }
    const body = { ...placeOf(message), emoji: button.dataset.react }
    const path = `/messages/${idOf(message)}/reactions`
    const result = await acts.act(path, body, log, on ? 'DELETE' : 'POST')
    if (result.ok) remember(person, message.dataset.id ?? '', !on)
    markReaction(message, person)
  }
}

/** Shows on a message whether this reader has put a ticket on it. */
export function markReaction(message: HTMLElement, person: string): void {
  const button = message.querySelector<HTMLElement>('[data-react]')
  if (!button) return
  const on = reacted(person).includes(message.dataset.id ?? '')
  button.ariaPressed = String(on)
  button.ariaLabel = on ? say('unticket') : say('ticket')
  button.title = button.ariaLabel
  message.classList.toggle('has-ticket', on)
}

const reacted = (person: string): string[] => JSON.parse(localStorage.getItem(reactedKey(person)) ?? '[]')

function remember(person: string, id: string, on: boolean): void {
  const others = reacted(person).filter((one) => one !== id)
  localStorage.setItem(reactedKey(person), JSON.stringify((on ? [...others, id] : others).slice(-500)))
}

const idOf = (message: HTMLElement): string => encodeURIComponent(message.dataset.id ?? '')
const placeOf = ({ dataset }: HTMLElement) => ({ channel: dataset.channel, thread: dataset.thread })

/** Turns a message into a text box until it is saved or left. */
function edit(message: HTMLElement): void {
  const said = message.querySelector<HTMLElement>('.said')
  if (!said || message.querySelector('.editor')) return
  const box = made('textarea', { value: said.dataset.text ?? '', rows: 2, ariaLabel: say('editText') })
  const save = made('button', { type: 'submit', className: 'button primary' }, say('save'))
  const cancel = made('button', { type: 'button', className: 'button' }, say('cancel'))
  const problem = made('p', { className: 'problem', role: 'alert' })
  const buttons = made('div', { className: 'actions' }, save, cancel)
  const editor = made('form', { className: 'editor' }, box, problem, buttons)
  const leave = (): void => {
    editor.remove()
    said.hidden = false
    message.focus()
  }
  editor.addEventListener('submit', async (event) => {
    event.preventDefault()
    save.disabled = true
    const body = { id: newId(), ...placeOf(message), text: box.value }
    const result = await send({ method: 'PATCH', path: `/messages/${idOf(message)}`, body })
    save.disabled = false
    if (result.ok) return leave()
    problem.textContent = `${result.trouble.says} ${result.trouble.hint}`
    return box.focus()
  })
  editor.addEventListener('keydown', (event) => {
    event.stopPropagation()
    if (event.key === 'Escape') leave()
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      editor.requestSubmit()
    }
  })
  cancel.addEventListener('click', leave)
  said.hidden = true
  said.after(editor)
  box.focus()
  box.setSelectionRange(box.value.length, box.value.length)
}
