/** At most `limit` UTF-16 units, ending in an ellipsis where something is missing; never half a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = ''
  for (const point of text) {
    if (kept.length + point.length > limit - 1) break
    kept += point
  }
  return `${kept}…`
}
