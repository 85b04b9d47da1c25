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

/** Edit distance with one row of memory (Levenshtein 1965). */
export function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
