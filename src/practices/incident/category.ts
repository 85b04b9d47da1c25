import { Refusal } from '../../kernel/errors.js'

/** A symptom that was picked before any service brings its service along: `wifi/no_connection`. */
export function categorised<A extends { readonly service?: string; readonly symptom?: string }>(args: A): A {
  const [service, symptom] = args.symptom?.split('/') ?? []
  if (!service || !symptom) return args
  if (args.service && args.service !== service) throw new Refusal('incident.other_symptom', {}, 'symptom')
  return { ...args, service, symptom }
}
