import { byId, made } from './dom.js'
import { type Result, upload } from './server.js'
import { say } from './words.js'

/** Bytes of one file. */
export const largest = 10 * 1024 * 1024

interface Kept {
  readonly id: string
  readonly name: string
}

/** What is attached to the words being written: uploaded at once, named below them, taken away again by a press. */
export function createAttachments(form: HTMLFormElement, problem: (sentence: string) => void) {
  const picker = form.querySelector('input[type=file]') as HTMLInputElement
  const list = byId(`${form.id}-files`)
  let kept: readonly Kept[] = []

  function show(): void {
    list.replaceChildren(
      ...kept.map((file) => {
        const away = made('button', { type: 'button', ariaLabel: say('detach', { name: file.name }) }, '×')
        away.addEventListener('click', () => {
          kept = kept.filter((other) => other !== file)
          show()
        })
        return made('li', {}, file.name, away)
      }),
    )
    list.hidden = kept.length === 0
  }

  async function add(file: File): Promise<void> {
    if (file.size > largest) return problem(say('tooBig', { name: file.name }))
    const result: Result<{ readonly file: Kept }> = await upload(file)
    if (!result.ok) return problem(`${result.trouble.says} ${result.trouble.hint}`)
    kept = [...kept, result.value.file].slice(0, 10)
    return show()
  }

  form.querySelector('[data-attach]')?.addEventListener('click', () => picker.click())
  picker.addEventListener('change', async () => {
    const files = [...(picker.files ?? [])]
    picker.value = ''
    for (const file of files) await add(file)
  })

  return {
    /** Takes them, for a message that is being sent. */
    take(): readonly Kept[] {
      const taken = kept
      kept = []
      show()
      return taken
    },
    giveBack(files: readonly Kept[]): void {
      kept = [...files, ...kept]
      show()
    },
  }
}
