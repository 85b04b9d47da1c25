import type { Desk } from '../../desk/index.js'
import { ledBy } from './apart.js'
import { isSeen, type Sight, sightOf } from './queries.js'
import type { RightRow } from './table.js'

/** What a caller may see of the register. */
export const sightIn = async ({ parts, caller }: Desk): Promise<Sight> => sightOf(caller, await ledBy(parts, caller))

/** Whether a caller may know of somebody's right. */
export const mayKnow = async (desk: Desk, row: RightRow): Promise<boolean> => isSeen(row, await sightIn(desk))
