import { type ImpactOf, impactOf, itemsByKey, type Register } from '../../configuration/index.js'
import type { Desk } from '../../desk/index.js'
import type { Rec } from '../../records/index.js'
import { detailsOf } from './policy.js'
import { historyOfItems, historyOfServices } from './queries.js'
import type { ChangeDetails, Risk } from './record.js'
import { riskOf } from './risk.js'

/** The register as a desk reads it. */
export const registerOf = ({ handed: { reader, parts } }: Desk): Register => ({
  reader,
  organisation: parts.desks.current(),
})

/** What fails with these items; undefined for none. A Refusal for a key that there is not. */
export const impactFor = async (desk: Desk, items: readonly string[]): Promise<ImpactOf | undefined> =>
  items.length === 0 ? undefined : impactOf(registerOf(desk), items)

/** The services that fail with items, those named by hand first. */
export async function servicesWith(
  desk: Desk,
  { items, services }: { readonly items: readonly string[]; readonly services: readonly string[] },
): Promise<readonly string[]> {
  const impact = await impactFor(desk, items)
  const { services: known } = desk.organisation
  const hit = (impact?.services ?? []).map(({ key }) => key).filter((id) => known.has(id))
  return [...new Set([...services, ...hit])]
}

/** The class of a change's risk, from the answers, the register and history. */
export async function riskFor(desk: Desk, record: Rec, answers: NonNullable<ChangeDetails['answers']>): Promise<Risk> {
  const { items, services, outage } = detailsOf(record)
  const { reader, now } = desk.handed
  const impact = await impactFor(desk, items)
  const found = await itemsByKey(registerOf(desk), items)
  const ids = [...found.values()].map(({ id }) => id).filter((id) => id !== 0)
  const hit = new Set([...services, ...(impact?.services ?? []).map(({ key }) => key)])
  return riskOf({
    answers,
    services: hit.size,
    agreements: impact?.agreements.length ?? 0,
    weakened: impact?.weakened.length ?? 0,
    cut: impact?.cut !== undefined,
    outage,
    ...(await historyOfItems(reader, ids, now)),
    similar: await historyOfServices(reader, [...hit], ids, now),
  })
}
