import type { Voice } from '../chat/language.js'
import type { Target } from '../organisation/index.js'

/** How long something takes: `1 hour 30 minutes`, `2 working days, by the end of the day`. */
export function leadText(lead: Target, voice: Voice): string {
  if (lead.kind === 'working days') {
    const days = voice.say('catalogue.lead.days', { count: lead.days })
    return lead.until === 'end of day' ? voice.say('catalogue.lead.end_of_day', { days }) : days
  }
  const minutes = Math.max(1, Math.round(lead.ms / 60_000))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [
    ...(hours > 0 ? [voice.say('catalogue.lead.hours', { count: hours })] : []),
    ...(rest > 0 ? [voice.say('catalogue.lead.minutes', { count: rest })] : []),
  ].join(' ')
}
