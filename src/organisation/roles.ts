/** The roles of IT service management that the desk knows. Roles are not people: one person can hold several. */
export const roles = [
  'user',
  'agent',
  'team lead',
  'service owner',
  'process owner',
  'change manager',
  'CAB member',
  'ECAB member',
  'problem manager',
  'knowledge editor',
  'configuration manager',
  'supplier manager',
  'security',
  'reporter',
  'admin',
] as const
export type Role = (typeof roles)[number]

/** Roles that give a vote. An administrator runs the desk and gets no vote by that. */
export const approvingRoles: ReadonlySet<Role> = new Set(['CAB member', 'ECAB member'])

export const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word)
