import { durationOf } from './fields.js'
import { type Loose, listIn, mapIn, type Tell, textIn } from './loose.js'
import { nearest } from './schema-problems.js'
import type { Path } from './yaml-lines.js'

/** Marks that stand for what was ordered; `{field:ID}` for an answer. */
export const runMarks = ['number', 'task', 'step', 'item', 'count', 'for'] as const

/** The marks in a text, without their braces. */
export const marksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{([a-z]+(?::[^{}]*)?)\}/g)].map(([, mark = '']) => mark)

/** Longer than these nothing is waited for. */
const longest = { webhooks: { timeout: '1m', within: '30d' }, scripts: { timeout: '15m' } }

/** What a schema cannot see in automation: a secret that is a setting of the desk's own, times that are too long or none at all. */
export function checkAutomation(file: Loose, tell: Tell, settings: readonly string[] = []): void {
  const automation = mapIn(file.automation)
  for (const [id, content] of Object.entries(mapIn(automation.webhooks))) {
    const path: Path = ['automation', 'webhooks', id]
    for (const name of textIn(mapIn(content).secret))
      if (settings.includes(name)) tell([...path, 'secret'], { words: 'automation.own_setting', params: { name } })
    checkTimes(mapIn(content), path, longest.webhooks, tell)
  }
  for (const [id, content] of Object.entries(mapIn(automation.scripts)))
    checkTimes(mapIn(content), ['automation', 'scripts', id], longest.scripts, tell)
}

function checkTimes(content: Loose, path: Path, most: Readonly<Record<string, string>>, tell: Tell): void {
  for (const [key, limit] of Object.entries(most)) {
    for (const typed of textIn(content[key])) {
      const length = durationOf(typed)
      if (length === undefined) continue
      if (length === 0 || length > (durationOf(limit) ?? 0))
        tell([...path, key], { words: 'automation.bad_time', params: { found: typed, limit } })
    }
  }
}

/** What is wrong in how a task is done by itself; `fields` are those whose answers its values may name. */
export function checkRun(file: Loose, run: unknown, { path, fields }: Place, tell: Tell): void {
  if (run === undefined || run === null) return
  const { webhook, script, with: told, args } = mapIn(run)
  const named = [webhook, script].filter((one) => one !== undefined)
  if (named.length !== 1) tell(path, { words: 'automation.one_of_two', params: {} })
  if (webhook === undefined && told !== undefined)
    tell([...path, 'with'], { words: 'automation.with_webhook', params: { key: 'with', of: 'webhook' } })
  if (script === undefined && args !== undefined)
    tell([...path, 'args'], { words: 'automation.with_webhook', params: { key: 'args', of: 'script' } })
  const automation = mapIn(file.automation)
  for (const [key, id, known] of [
    ['webhook', webhook, Object.keys(mapIn(automation.webhooks))],
    ['script', script, Object.keys(mapIn(automation.scripts))],
  ] as const) {
    for (const word of textIn(id))
      if (!known.includes(word))
        tell([...path, key], { words: `automation.unknown_${key}`, params: { id: word }, ...nearest(word, known) })
  }
  const values: readonly (readonly [Path, unknown])[] = [
    ...Object.entries(mapIn(told)).map(([name, value]) => [[...path, 'with', name], value] as const),
    ...(typeof args === 'string' ? [[[...path, 'args'], args] as const] : []),
    ...listIn(args).map((value, nth) => [[...path, 'args', nth], value] as const),
  ]
  for (const [at, value] of values) for (const text of textIn(value)) checkMarks(text, at, fields, tell)
}

interface Place {
  readonly path: Path
  readonly fields: readonly string[]
}

function checkMarks(text: string, path: Path, fields: readonly string[], tell: Tell): void {
  for (const mark of marksIn(text)) {
    if ((runMarks as readonly string[]).includes(mark)) continue
    const known = [...runMarks, ...fields.map((id) => `field:${id}`)]
    if (!known.includes(mark))
      tell(path, {
        words: 'automation.unknown_mark',
        params: { mark: `{${mark}}`, known: known.map((one) => `{${one}}`).join(', ') },
        ...nearest(mark, known),
      })
  }
}
