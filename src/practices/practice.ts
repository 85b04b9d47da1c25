import type { Practice } from '../desk/index.js'

/** Declares a practice. Its life was checked by `workflow`; here its prefix is. */
export function definePractice(practice: Practice): Practice {
  if (!/^[A-Z]{2,5}$/.test(practice.prefix))
    throw new Error(`${practice.name}: a prefix is two to five capital letters`)
  return practice
}

export type { Practice }
