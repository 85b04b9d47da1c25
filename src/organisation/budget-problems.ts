import { checkTwice, each, type Loose, mapIn, type Tell, unknown } from './loose.js'
import type { Path } from './yaml-lines.js'

/** What a schema cannot see in budgets: a holder or a team that there is not, and a team that two budgets would pay for. */
export function checkBudgets(
  file: Loose,
  { people, teams }: { readonly people: readonly string[]; readonly teams: readonly string[] },
  tell: Tell,
): void {
  const payers = new Map<string, string>()
  for (const [id, content] of Object.entries(mapIn(mapIn(file.catalogue).budgets))) {
    const path: Path = ['catalogue', 'budgets', id]
    const { holder, teams: named, currency } = mapIn(content)
    for (const { word, path: at } of each(holder, [...path, 'holder']))
      if (!people.includes(word)) tell(at, unknown('person', word, people))
    const paid = each(named, [...path, 'teams'])
    checkTwice(paid, tell)
    for (const { word, path: at } of paid) {
      if (!teams.includes(word)) tell(at, unknown('team', word, teams))
      const key = `${word} ${String(currency)}`
      const other = payers.get(key)
      if (other !== undefined && other !== id)
        tell(at, { words: 'catalogue.two_budgets', params: { team: word, other } })
      payers.set(key, id)
    }
  }
}
