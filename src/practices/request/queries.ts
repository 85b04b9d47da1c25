import { type Rec, recordTable } from '../../records/index.js'
import type { Reader } from '../../store/index.js'

/** Requests that wait for whoever ordered them, since an instant or longer: changes were asked for, or they were recalled. */
export const waitingForRequester = (reader: Reader, since: Date, limit: number): Promise<readonly Rec[]> =>
  reader.select(
    recordTable,
    `WHERE t."practice" = 'request' AND t."state" = 'submitted' AND t."updated_at" <= ? ORDER BY t."id" LIMIT ?`,
    [since.toISOString(), limit],
  )
