export { htmlOf } from './html.js'
export { markdownOf, type Paper, type PaperItem, type Part } from './paper.js'
export { pdfOf } from './pdf.js'
