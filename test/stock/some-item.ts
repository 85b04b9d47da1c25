import type { Wanted } from '../../src/stock/index.js'

/** An item of which there are so many. */
export const someItem = (id: string, stock: number): Wanted['item'] => ({ id, stock, name: { en: id, da: id } })

/** Hours after the beginning of the stories. */
export const hour = (n: number): Date => new Date(Date.UTC(2031, 2, 3) + Math.round(n * 3_600_000))
