import { made } from './dom.js'

interface Choice {
  readonly value: string
  readonly label: string
  readonly detail?: string
}

interface Options {
  readonly form: HTMLElement
  readonly box: HTMLTextAreaElement
  readonly find: (
    text: string,
    signal: AbortSignal,
  ) => Promise<{ readonly choices: readonly Choice[]; readonly usage?: string }>
  readonly taken: () => void
}

/** The list above the line one writes in: arrow keys choose, Tab or Enter takes, Escape closes. */
export function createSuggestions({ form, box, find, taken }: Options) {
  const list = form.querySelector('.suggestions') as HTMLElement
  const usage = form.querySelector('.usage') as HTMLElement
  let choices: readonly Choice[] = []
  let active = -1
  let asking: AbortController | undefined

  async function update(): Promise<void> {
    asking?.abort()
    const asked = new AbortController()
    asking = asked
    const text = box.value
    const found = await find(text, asked.signal)
    if (asked.signal.aborted || box.value !== text) return
    choices = found.choices
    usage.textContent = found.usage ?? ''
    usage.hidden = found.usage === undefined
    // While a command is being named, the first is ready to be taken; a value must be chosen, for it may be anything.
    choose(found.usage === undefined && !names(text, choices) ? 0 : -1)
    draw()
  }

  function choose(at: number): void {
    active = choices.length === 0 ? -1 : at
  }

  function draw(): void {
    list.replaceChildren(...choices.map(optionOf))
    list.hidden = choices.length === 0
    box.ariaExpanded = String(choices.length > 0)
    const option = list.children[active]
    if (option) box.setAttribute('aria-activedescendant', option.id)
    else box.removeAttribute('aria-activedescendant')
    option?.scrollIntoView({ block: 'nearest' })
  }

  function optionOf(choice: Choice, at: number): HTMLElement {
    const detail = choice.detail ? [made('small', {}, choice.detail)] : []
    const option = made(
      'div',
      { className: 'suggestion', id: `${list.id}-${at}` },
      made('span', {}, choice.label),
      ...detail,
    )
    option.role = 'option'
    option.ariaSelected = String(at === active)
    // The box keeps the focus.
    option.addEventListener('mousedown', (event) => event.preventDefault())
    option.addEventListener('click', () => take(at))
    return option
  }

  function take(at: number): void {
    const choice = choices[at]
    if (!choice) return
    // At once, before the next ones are here: a quick Enter must not take the same again.
    close()
    box.value = choice.value
    taken()
    box.focus()
  }

  function close(): void {
    asking?.abort()
    choices = []
    active = -1
    usage.hidden = true
    draw()
  }

  box.addEventListener('blur', close)
  box.addEventListener('focus', () => box.value !== '' && void update())

  return {
    update: (): void => void update(),
    close,
    /** True when the key was meant for the list. */
    key(event: KeyboardEvent): boolean {
      if (choices.length === 0) return false
      const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
      const move = moves[event.key]
      if (move !== undefined) {
        choose(active < 0 && move < 0 ? choices.length - 1 : (active + move + choices.length) % choices.length)
        draw()
      } else if (event.key === 'Escape') close()
      else if (event.key === 'Tab' && !event.shiftKey) take(Math.max(active, 0))
      else if (event.key === 'Enter' && !event.shiftKey && active >= 0) take(active)
      else return false
      event.preventDefault()
      return true
    },
  }
}

/** Whether the text names a command already, or the word that several begin with: then Enter sends it. */
function names(text: string, choices: readonly Choice[]): boolean {
  const word = text.trim().toLowerCase()
  return word !== '/' && choices.some(({ label }) => label === word || label.startsWith(`${word} `))
}
