import { expect } from 'chai'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { clean, escaped, escapeWithin, readable, withoutMention } from '../../../adapters/slack/mrkdwn.js'

const naming = { account: (user: string, label: string | undefined) => `@${label ?? user}` }

describe('Slack’s markup', () => {
  const pairs = {
    'hi <@U1|bo> and <@U2>': 'hi @bo and @U2',
    'in <#C1|reception> or <#C2>': 'in #reception or #C2',
    '<!here> <!channel> <!everyone|all>': '@here @channel all',
    '<!subteam^S1|@agents> <!subteam^S1>': '@agents @group',
    '<!date^1930294800^{date}|3 March>': '3 March',
    '<https://x.y/z?a=1&amp;b=2>': 'https://x.y/z?a=1&b=2',
    '<https://x.y|x.y> <https://x.y|the page>': 'https://x.y the page (https://x.y)',
    '<mailto:a@b.c|a@b.c>': 'a@b.c',
    'a &lt; b &amp;&amp; c &gt; d &amp;lt;': 'a < b && c > d &lt;',
    'no < markup > here': 'no < markup > here',
  }
  for (const [markup, text] of Object.entries(pairs)) {
    it(`reads ${markup} as ${text}`, () => {
      expect(readable(markup.startsWith('no') ? escaped(markup) : markup, naming)).to.equal(text)
    })
  }

  it('takes the mention of the desk out, wherever it stands', () => {
    expect(withoutMention('<@U9> resolve fixed', 'U9')).to.equal('resolve fixed')
    expect(withoutMention('<@U9|desk>: resolve', 'U9')).to.equal('resolve')
    expect(withoutMention('please <@U9> help\nnow', 'U9')).to.equal('please help\nnow')
    expect(withoutMention('<@U99> stays', 'U9')).to.equal('<@U99> stays')
  })

  it('gives back exactly what was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readable(escaped(text), naming)).to.equal(text)
      }),
    )
  })

  it('cuts what is too long, and never an entity or a character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', '<', 'a', '🧑', '\ud800') }),
        fc.integer({ min: 1, max: 40 }),
        (text, limit) => {
          const cut = escapeWithin(text, limit)
          expect([...cut].length).to.be.at.most(limit)
          expect(cut.isWellFormed()).to.equal(true)
          const back = readable(cut.replace(/…$/, ''), naming)
          expect(clean(text).startsWith(back) || back === clean(text)).to.equal(true)
        },
      ),
    )
  })
})
