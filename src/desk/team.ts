import type { Caller } from '../people/index.js'

/** Whether someone is of the desk's own people: a guest who may do no more than use it is not. */
export const worksHere = ({ grants, teams }: Caller): boolean =>
  teams.length > 0 || grants.some(({ role }) => role !== 'user' && role !== 'reporter')
