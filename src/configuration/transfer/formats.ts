import { Refusal } from '../../kernel/errors.js'
import { readBackstage, writeBackstage } from './backstage.js'
import { readCsv, writeCsv } from './csv.js'
import type { Read, Source } from './entry.js'
import type { Told } from './told.js'
import { readYaml, writeYaml } from './yaml.js'

export const formats = ['csv', 'yaml', 'backstage'] as const
export type Format = (typeof formats)[number]

/** By the name of a file; a Refusal where that tells nothing and no format was named. */
export function formatOf(file: string, named?: string): Format {
  const format = formats.find((one) => one === named)
  if (format) return format
  if (/(^|[/\\])catalog-info\.ya?ml$/i.test(file)) return 'backstage'
  if (/\.ya?ml$/i.test(file)) return 'yaml'
  if (/\.(csv|tsv|txt)$/i.test(file)) return 'csv'
  throw new Refusal('configuration.which_format', { file, known: formats.join(', ') }, 'format')
}

/** Pieces of a file, from its beginning each time. */
export type Pieces = () => AsyncIterable<string | Uint8Array>

/** Reads a file. CSV is taken as it comes, the others as a whole. */
export function sourceOf(format: Format, pieces: Pieces): Source {
  if (format === 'csv') return () => readCsv(pieces())
  const read = format === 'yaml' ? readYaml : readBackstage
  return async function* (): AsyncGenerator<Read> {
    yield* read(await wholeOf(pieces()))
  }
}

/** A text as the pieces of a file. */
export const piecesOf = (text: string): Pieces =>
  async function* () {
    yield text
  }

async function wholeOf(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(Buffer.from(piece))
  return Buffer.concat(all)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}

const writers = { csv: writeCsv, yaml: writeYaml, backstage: writeBackstage } as const

/** Items as a file, in pieces. */
export const written = (format: Format, told: AsyncIterable<readonly Told[]>): AsyncGenerator<string> =>
  writers[format](told)

export const fileNames: Readonly<Record<Format, string>> = {
  csv: 'configuration.csv',
  yaml: 'configuration.yaml',
  backstage: 'catalog-info.yaml',
}
