import type { ServedFile } from '../chat/page.js'
import { everything, fileNames, formats, written } from '../configuration/index.js'
import { type Caller, can } from '../people/index.js'
import type { Reader } from '../store/index.js'
import type { Parts } from './parts.js'
import { worksHere } from './team.js'

const types = { csv: 'text/csv', yaml: 'application/yaml', backstage: 'application/yaml' } as const

/**
 * The configuration items as a file, by its name, made while it is read. Undefined where the name is none of those, or is
 * not for this caller.
 */
export function exportFor(
  { desks }: Pick<Parts, 'desks'>,
  reader: Reader,
  viewer: Caller,
  name: string,
): ServedFile | undefined {
  const format = formats.find((one) => fileNames[one] === name)
  if (!format || !(worksHere(viewer) || can(viewer, ['reporter']))) return undefined
  const pieces = written(format, everything({ reader, organisation: desks.current() }))
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(Buffer.from(value))
    },
  })
  return { kind: 'open', name, on: '', type: types[format], body }
}
