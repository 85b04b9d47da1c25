import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'
import { type PngSize, pngSize } from '../kernel/png.js'
import type { Paper, Part } from './paper.js'

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const plain = join(fonts, 'DejaVuSans.ttf')
const bold = join(fonts, 'DejaVuSans-Bold.ttf')
const margin = 56
const size = { title: 18, heading: 13, subheading: 11, text: 10 }

/** On A4, with numbered pages. The same paper at the same instant gives the same bytes. */
export async function pdfOf(paper: Paper, at: Date): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    lang: paper.language,
    font: plain,
    info: { Title: paper.title, CreationDate: at, ModDate: at },
  })
  const whole = collected(document)
  document.font(bold).fontSize(size.title).text(shown(paper.title)).moveDown(0.5)
  paper.parts.forEach((part, at) => void write(document, part, paper.parts[at + 1]))
  number(document)
  document.end()
  return whole
}

function collected(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
}

function write(document: PDFKit.PDFDocument, part: Part, next?: Part): void {
  const text = document.font(plain).fontSize(size.text)
  switch (part.kind) {
    case 'heading':
    case 'subheading':
      // Never the last line of a page, and on one with its picture.
      if (document.y > document.page.height - margin - 60 - (next?.kind === 'image' ? highest : 0)) document.addPage()
      document.moveDown(0.6).font(bold).fontSize(size[part.kind]).text(shown(part.text)).moveDown(0.3)
      return
    case 'text':
      text.text(shown(part.text)).moveDown(0.3)
      return
    case 'facts':
      for (const [label, value] of part.facts)
        text
          .font(bold)
          .text(`${shown(label)}: `, { continued: true })
          .font(plain)
          .text(shown(value))
      document.moveDown(0.3)
      return
    case 'list':
      for (const { text: line, below = [] } of part.items) {
        text.text(`•  ${shown(line)}`, { indent: 0 })
        for (const under of below) text.text(`–  ${shown(under)}`, margin + 18).text('', margin, document.y)
      }
      document.moveDown(0.3)
      return
    case 'image': {
      const png = Buffer.from(part.png)
      const { width, height } = fitted(pngSize(png))
      if (document.y + height > document.page.height - margin) document.addPage()
      document.image(png, margin, document.y, { width, height })
      document.y += height + 6
    }
  }
}

const broadest = 168
const highest = 140

/** In a corner of the page, as it was made: broader or higher than that it is made smaller, never larger. */
function fitted({ width, height }: PngSize = { width: 0, height: 0 }): PngSize {
  const scale = Math.min(1, broadest / width, highest / height)
  return { width: width * scale, height: height * scale }
}

/** Control characters and what the font has no shape for would be boxes. */
const shown = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '').trim() || '–'

function number(document: PDFKit.PDFDocument): void {
  const { start, count } = document.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page)
    // Below the margin a text would begin a page of its own.
    document.page.margins.bottom = 0
    document.font(plain).fontSize(8)
    document.text(`${page - start + 1} / ${count}`, margin, document.page.height - 36, { align: 'center' })
  }
}
