import { NoFile } from '../chat/platform.js'
import type { Parts } from './parts.js'

/**
 * The text of the first file that was handed in with a command, as far as it is no longer than a desk file may be. Undefined
 * when there is none that can be read. Throws Outage.
 */
export async function attachedText(
  { seal, textOf }: Pick<Parts, 'seal' | 'textOf'>,
  attached: string | undefined,
): Promise<{ readonly name: string; readonly text: string } | undefined> {
  const files = attached === undefined ? undefined : seal.open(attached)
  const [file] = files?.files ?? []
  if (!files || !file) return undefined
  const text = await textOf(file, files.address).catch((error: unknown) => {
    if (error instanceof NoFile) return undefined
    throw error
  })
  return text === undefined ? undefined : { name: file.name, text }
}
