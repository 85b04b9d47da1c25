import type { Card, Item } from '../chat/card.js'
import type { Finding } from '../chat/finding.js'
import type { Voice } from '../chat/language.js'

const signs = { mend: '❗', note: '⚠️', ok: '✓' } as const
const order = ['mend', 'note', 'ok'] as const

/** What was looked at, the worst first, and what to do about it. */
export function doctorCard(findings: readonly Finding[], voice: Voice): Card {
  const mend = findings.filter(({ state }) => state === 'mend').length
  const sorted = order.flatMap((state) => findings.filter((finding) => finding.state === state))
  return {
    title: [voice.say(mend === 0 ? 'desk.doctor_well' : 'desk.doctor_ill', { count: mend })],
    tone: mend > 0 ? 'bad' : 'good',
    blocks: [{ kind: 'list', items: sorted.map((finding) => itemOf(finding, voice)) }],
  }
}

const itemOf = ({ state, says, hint }: Finding, voice: Voice): Item => ({
  line: [`${signs[state]} ${voice.say(says.words, says.params)}`],
  ...(hint && voice.has(hint.words) ? { detail: [voice.say(hint.words, hint.params)] } : {}),
})
