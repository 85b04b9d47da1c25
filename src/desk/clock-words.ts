import type { Voice } from '../chat/language.js'

/** A length of time in words, exact to the second: `1 h 30 min`, `12 s`. Days are not spoken of: whose would they be? */
export function lengthWords(ms: number, voice: Voice): string {
  const whole = Math.round(Math.abs(ms) / 1_000)
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 3_600), 'hours'],
    [Math.floor((whole % 3_600) / 60), 'minutes'],
    [whole % 60, 'seconds'],
  ]
  const said = parts.filter(([amount]) => amount > 0)
  if (said.length === 0) return voice.say('sla.length.seconds', { count: 0 })
  return said.map(([amount, unit]) => voice.say(`sla.length.${unit}`, { count: amount })).join(' ')
}
