import { StringDecoder } from 'node:string_decoder'

/**
 * Cuts bytes into lines at line feeds only: readline would also cut at U+2028 and U+2029, which people paste.
 * Gives the lines that each chunk completes; `rest` what stands after the last line feed.
 */
export function createLines() {
  const decoder = new StringDecoder('utf8')
  let open = ''
  return {
    push(chunk: Buffer | string): readonly string[] {
      const parts = (open + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n')
      open = parts.pop() ?? ''
      return parts.map((line) => line.replace(/\r$/, ''))
    },
    rest(): string {
      const left = open + decoder.end()
      open = ''
      return left
    },
  }
}
