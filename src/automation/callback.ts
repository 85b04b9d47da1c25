import { z } from 'zod'
import type { Params } from '../kernel/errors.js'
import type { Store } from '../store/index.js'
import { keptBytes, readable } from './kept.js'
import { saying } from './outcome.js'
import { end, type Follow } from './settle.js'
import { runTable } from './table.js'
import { behindToken } from './tokens.js'

/** What is said to whoever tells an outcome: a status of HTTP, and a sentence of `automation.callback`. */
export interface Heard {
  readonly status: 200 | 400 | 404 | 410
  readonly words: string
  readonly params?: Params
}

const shape = z.strictObject({
  ok: z.boolean(),
  note: z.string().max(2_000).default(''),
  output: z.string().max(keptBytes).optional(),
})

/**
 * Takes an outcome that is told later, once: a wrong, used or expired token, and what cannot be understood, change nothing.
 */
export async function takeCallback(
  parts: { readonly store: Store; readonly follow: Follow; readonly now: Date },
  token: string,
  body: Uint8Array,
): Promise<Heard> {
  const { store, follow, now } = parts
  const given = await behindToken(store.read, token)
  if (!given) return { status: 404, words: 'unknown' }
  if (given.until <= now) return { status: 410, words: 'expired' }
  const parsed = shape.safeParse(jsonIn(body))
  return store.work({ kind: 'desk', job: 'automation' }, async (work): Promise<Heard> => {
    const row = await work.hold(runTable, { id: given.run })
    if (row?.state === 'dropped') return { status: 410, words: 'dropped' }
    if (!row || (row.state !== 'due' && row.state !== 'called')) return { status: 410, words: 'used' }
    if (!parsed.success) return { status: 400, words: 'bad_body' }
    const { ok, note, output } = parsed.data
    const said = readable(Buffer.from(note)).trim()
    const says = said === '' ? saying(`told.${ok ? 'done' : 'failed'}`) : saying('told.note', { note: said })
    const at = now.toISOString()
    const last = row.tries.at(-1)
    const tries = last && !last.says ? [...row.tries.slice(0, -1), { ...last, ended: at, says: called }] : row.tries
    const kept = output === undefined ? {} : { output: readable(Buffer.from(output)) }
    await end(
      work,
      { ...row, tries: [...tries, { at, ended: at, says }] },
      { kind: ok ? 'done' : 'failed', says, ...kept },
      follow,
    )
    return { status: 200, words: 'taken' }
  })
}

/** It was answered before its own answer to us had come. */
const called = saying('tried.called', { status: 202 })

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}
