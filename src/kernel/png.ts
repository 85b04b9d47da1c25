/** How large a PNG is, in points of its own. */
export interface PngSize {
  readonly width: number
  readonly height: number
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Length, kind and sum around the content of a chunk. */
const around = 12

/**
 * The size of a PNG that is whole: every chunk is there, and is what it was when it was written (PNG 1.2, sections 3 and 5).
 * Undefined for anything else.
 */
export function pngSize(bytes: Uint8Array): PngSize | undefined {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!png.subarray(0, signature.length).equals(signature)) return undefined
  const kinds: string[] = []
  let at = signature.length
  while (at + around <= png.length && kinds.at(-1) !== 'IEND') {
    const length = png.readUInt32BE(at)
    const end = at + around + length
    if (end > png.length || png.readUInt32BE(end - 4) !== sumOf(png.subarray(at + 4, end - 4))) return undefined
    kinds.push(png.toString('latin1', at + 4, at + 8))
    at = end
  }
  if (kinds[0] !== 'IHDR' || !kinds.includes('IDAT') || kinds.at(-1) !== 'IEND') return undefined
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  return width > 0 && height > 0 ? { width, height } : undefined
}

/** CRC-32 as PNG has it (PNG 1.2, appendix D). */
function sumOf(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}

const table = Uint32Array.from({ length: 256 }, (_, nth) => {
  let sum = nth
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1
  return sum
})
