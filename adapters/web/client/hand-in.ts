import { largest } from './attachments.js'
import { type Result, upload } from './server.js'
import { say } from './words.js'

/** Files that were picked in a form, by its fields. */
export type Picked = Readonly<Record<string, readonly File[]>>

/** What was picked in the file fields of a form. */
export function pickedIn(form: HTMLFormElement): Picked {
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input[type=file]')]
  const filled = inputs.filter(({ files }) => files !== null && files.length > 0)
  return Object.fromEntries(filled.map(({ name, files }) => [name, [...(files ?? [])]]))
}

/** A form that is sent again does not send its files again. */
const sent = new WeakMap<File, string>()

/** Sends them, and gives the names under which the desk keeps them. */
export async function handIn(picked: Picked): Promise<Result<Record<string, string[]>>> {
  const ids: Record<string, string[]> = {}
  for (const [name, files] of Object.entries(picked)) {
    for (const file of files) {
      const large = { code: 'large', says: say('tooBig', { name: file.name }), hint: '' }
      if (file.size > largest) return { ok: false, trouble: large }
      const result: Result<{ readonly file: { readonly id: string } }> = sent.has(file)
        ? { ok: true, value: { file: { id: sent.get(file) ?? '' } } }
        : await upload(file)
      if (!result.ok) return result
      sent.set(file, result.value.file.id)
      ids[name] = [...(ids[name] ?? []), result.value.file.id]
    }
  }
  return { ok: true, value: ids }
}
