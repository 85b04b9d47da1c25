import { expect } from 'chai'
import { htmlOf, markdownOf, type Paper, pdfOf } from '../../src/papers/index.js'

const paper: Paper = {
  title: 'Minutes of the CAB',
  language: 'en',
  parts: [
    { kind: 'facts', facts: [['Present', 'Ana Keller, Reto Imhof']] },
    { kind: 'heading', text: 'To decide' },
    { kind: 'list', items: [{ text: 'CHG-1 New Wi-Fi controller', below: ['Approved: at night only'] }] },
    { kind: 'text', text: 'Nothing else was said.' },
  ],
}
const at = new Date('2026-11-30T10:00:00Z')

describe('a paper as a file', () => {
  it('are Markdown with headings, facts and lists', () => {
    expect(markdownOf(paper)).to.equal(
      [
        '# Minutes of the CAB',
        '- **Present:** Ana Keller, Reto Imhof',
        '## To decide',
        '- CHG-1 New Wi-Fi controller\n  - Approved: at night only',
        'Nothing else was said.\n',
      ].join('\n\n'),
    )
  })

  it('say what somebody typed, and let it be nothing else', () => {
    const typed = '# <img src=x> [here](http://evil.example) *now*\n- @everyone'
    const text = markdownOf({ ...paper, parts: [{ kind: 'text', text: typed }] })

    expect(text).to.include('\\# \\<img src=x\\>').and.include('\\[here\\]').and.include('\\*now\\*')
    expect(text).to.not.match(/(?<!\\)[<[]/)
    expect(text.split('\n')).to.have.lengthOf(4)
  })

  it('are HTML in one file, in which what somebody typed is text', () => {
    const typed = `<script>alert("1")</script> & 'more'`
    const page = htmlOf({
      ...paper,
      title: typed,
      parts: [
        { kind: 'subheading', text: typed },
        { kind: 'facts', facts: [[typed, typed]] },
        { kind: 'list', items: [{ text: typed, below: [typed] }] },
        { kind: 'text', text: typed },
      ],
    })

    expect(page.split('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;')).to.have.lengthOf(9)
    expect(page)
      .not.to.include('<script')
      .and.not.match(/(src|href)=/)
    expect(markdownOf({ ...paper, parts: [{ kind: 'subheading', text: '# one' }] })).to.include('### \\# one')
  })

  it('are a PDF with as many pages as it takes, the same each time', async () => {
    const items = Array.from({ length: 120 }, (_, n) => ({ text: `CHG-${n} Æblegrød på Säntis`, below: ['Godkendt'] }))
    const long: Paper = { ...paper, parts: [...paper.parts, { kind: 'list', items }] }

    const [once, again] = [await pdfOf(long, at), await pdfOf(long, at)]

    expect(once.subarray(0, 5).toString()).to.equal('%PDF-')
    expect(once.toString('latin1').match(/\/Type \/Page\b/g)?.length).to.be.within(4, 8)
    expect(once.equals(again)).to.equal(true)
  })

  it('are a PDF whatever was typed', async () => {
    for (const text of ['', '\u0000\u202e', '👩‍🚒 ∑ 漢字', 'x'.repeat(5_000)])
      expect((await pdfOf({ ...paper, parts: [{ kind: 'text', text }] }, at)).subarray(-6).toString()).to.include(
        '%%EOF',
      )
  })
})
