import { z } from 'zod'

export const changeKinds = ['normal', 'standard', 'emergency'] as const
export const riskClasses = ['low', 'medium', 'high'] as const
export type RiskClass = (typeof riskClasses)[number]

/** The questionnaire: how often it was done before, what a way back takes, how far it can be tried beforehand. */
export const tried = ['often', 'before', 'never'] as const
export const undo = ['easily', 'with_effort', 'not'] as const
export const tested = ['fully', 'partly', 'not'] as const

/** The three plans, each a list of steps. */
export const planNames = ['implementation', 'test', 'back_out'] as const
export type PlanName = (typeof planNames)[number]

/** Why something failed or had to be backed out, as trends count it. */
export const causes = ['plan', 'test', 'information', 'hardware', 'supplier', 'people', 'time', 'other'] as const

/** What an organisational change needs, and what shows when one is missing (domain: "Change `CHG`"). */
export const ingredients = ['necessity', 'vision', 'plan', 'resources', 'competences'] as const

export const results = ['implemented', 'failed', 'backed_out'] as const

const step = z.object({
  text: z.string(),
  /** Who did it, and when; absent until it is done. */
  by: z.string().optional(),
  at: z.string().optional(),
})
export type Step = z.infer<typeof step>

const reason = z.object({
  /** A word under `change.risk.reasons`. */
  code: z.string(),
  count: z.number().optional(),
  name: z.string().optional(),
})
export type RiskReason = z.infer<typeof reason>

const risk = z.object({
  class: z.enum(riskClasses),
  /** Probability and impact, 1 to 3 each, and their product. */
  probability: z.number().int().min(1).max(3),
  impact: z.number().int().min(1).max(3),
  score: z.number().int().min(1).max(9),
  reasons: z.array(reason),
  /** Somebody with the right chose another class than what was computed, which stands here. */
  computed: z.enum(riskClasses).optional(),
})
export type Risk = z.infer<typeof risk>
export const riskSchema = risk

/** What a change has besides what every record has. Who raised it is its requester, who is responsible its assignee. */
export const changeDetails = z.object({
  kind: z.enum(changeKinds),
  /** The template of a standard change. */
  template: z.string().optional(),
  /** What the template said when it was begun. */
  edition: z.string().optional(),
  reason: z.string().optional(),
  return: z.string().optional(),
  risks: z.string().optional(),
  resources: z.string().optional(),
  relationship: z.string().optional(),
  /** Keys of configuration items. */
  items: z.array(z.string()),
  /** Ids of services. */
  services: z.array(z.string()),
  window: z.object({ from: z.string(), to: z.string() }).optional(),
  /** Expected, in minutes: how long something is out, and how long it takes. */
  outage: z.number().int().nonnegative().optional(),
  effort: z.number().int().nonnegative().optional(),
  answers: z.object({ tried: z.enum(tried), undo: z.enum(undo), tested: z.enum(tested) }).optional(),
  risk: risk.optional(),
  /** What stood in the way of its window when it was last looked at, in short: see `conflictKey`. */
  conflicts: z.array(z.string()).optional(),
  /** What its people were reminded of, and when. */
  told: z.record(z.string(), z.string()).optional(),
  implementation: z.array(step).optional(),
  test: z.array(step).optional(),
  back_out: z.array(step).optional(),
  /** For an organisational change: which of its five ingredients are there. */
  ingredients: z.array(z.enum(ingredients)).optional(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  cause: z.enum(causes).optional(),
  result: z.string().optional(),
  reviewDue: z.string().optional(),
  /** What it came to, in minutes, against what was expected. */
  review: z
    .object({
      outage: z.number().optional(),
      effort: z.number().optional(),
      /** How risky it was, as seen from afterwards. */
      risk: z.enum(riskClasses).optional(),
      verdict: z.string(),
      at: z.string(),
    })
    .optional(),
  unauthorised: z.boolean().optional(),
  documented: z.boolean().optional(),
})

export type ChangeDetails = z.infer<typeof changeDetails>
