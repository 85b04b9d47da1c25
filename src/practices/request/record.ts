import { z } from 'zod'

const named = z.object({ en: z.string(), da: z.string() })

const approval = z.object({
  by: z.enum(['manager', 'owner', 'budget', 'board']),
  /** Of a board. */
  id: z.string().optional(),
  /** Only when the whole order costs more, in hundredths. */
  over: z.number().int().optional(),
})
export type KeptApproval = z.infer<typeof approval>

const task = z.object({
  id: z.string(),
  what: named,
  team: z.string(),
  after: z.array(z.string()),
  run: z.record(z.string(), z.unknown()).optional(),
})

/** Something that was ordered, as the catalogue had it at that time. */
const line = z.object({
  item: z.string(),
  version: z.string(),
  category: z.string(),
  name: named,
  count: z.number().int().min(1),
  /** In the order of the item's fields: what was asked, and what was answered. */
  answers: z.array(
    z.object({
      id: z.string(),
      label: named,
      kind: z.string(),
      value: z.string(),
      /** What is shown of it, where that is not the value itself. */
      shown: named.optional(),
    }),
  ),
  price: z.object({ amount: z.number(), currency: z.string(), per: named.optional() }).optional(),
  /** Altogether, in hundredths. */
  total: z.number().int().optional(),
  /** Of what there is only so much: for when it is taken; without `to` until it is given back. */
  span: z.object({ from: z.string(), to: z.string().optional() }).optional(),
  /** By when it was said to be there. */
  by: z.string().optional(),
  service: z.string().optional(),
  agreement: z.string().optional(),
  team: z.string().optional(),
  approvals: z.array(approval),
  tasks: z.array(task),
  /** When it was delivered. */
  delivered: z.string().optional(),
})
export type Line = z.infer<typeof line>

/** What a request has besides what every record has. Who ordered is its requester. */
export const requestDetails = z.object({
  lines: z.array(line).min(1),
  /** Whom it is for, where that is somebody else. */
  for: z.string().optional(),
  /** By when they want it. */
  wanted: z.string().optional(),
  /** Why nobody was asked, as the desk file says it. */
  because: named.optional(),
  /** Somebody began to work on it. */
  begun: z.boolean().optional(),
  /**
   * Of what there is only so much: `time` while it is taken for a time, `lent` while it is until it is given back, `back` when
   * it was given back, `over` when nothing of it is taken any more.
   */
  booked: z.enum(['time', 'lent', 'back', 'over']).optional(),
  /** Changes were asked for, or it was recalled: it waits for its requester. */
  returned: z.boolean().optional(),
  /** Which tasks are to be opened: all, or the one that puts right what was not. */
  opens: z.enum(['all', 'mend']).optional(),
  /** Tasks of it may be open. */
  opened: z.boolean().optional(),
  /** How often tasks were opened: anew each time it was changed or not right. */
  rounds: z.number().int().optional(),
  /** What its people were reminded of, and when. */
  told: z.record(z.string(), z.string()).optional(),
  rating: z.number().int().min(1).max(5).optional(),
  verdict: z.string().optional(),
  /** The agreement that all of it names. */
  agreement: z.string().optional(),
  /** Which standing order it was made by. */
  standing: z.string().optional(),
  /** The file and the line that it was imported from: `DIGEST:LINE`. */
  imported: z.string().optional(),
  /** The cost centre that was named to pay it. */
  budget: z.string().optional(),
  /** The cost centre that it is charged to, in hundredths: how it stood before. */
  paid: z
    .object({
      budget: z.string(),
      name: named,
      amount: z.number().int(),
      /** What the budget has for its period. */
      of: z.number().int(),
      currency: z.string(),
      spent: z.number().int(),
      /** More than was left: its holder decides. */
      isOver: z.boolean(),
      /** It is the budget of whom the order is for; another one's holder decides. */
      isTheirs: z.boolean(),
    })
    .optional(),
})

export type RequestDetails = z.infer<typeof requestDetails>
