/** The word of a list that was probably meant: at most a third of its letters differ. Undefined when none is near. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  let best: { word: string; distance: number } | undefined
  for (const word of words) {
    const far = distance(typed.toLowerCase(), word.toLowerCase())
    if (far <= Math.max(1, Math.floor(word.length / 3)) && (!best || far < best.distance))
      best = { word, distance: far }
  }
  return best?.word
}

/** Edit distance with two rows of memory; neighbours that changed places are one mistake (Damerau 1964). */
export function distance(from: string, to: string): number {
  let before: readonly number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const other = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      const swap = isSwapped ? (before[j - 2] ?? 0) + 1 : other
      next.push(Math.min(other, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[to.length] ?? 0
}
