import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { readLine } from '../../src/cli/line.js'
import { root } from '../../src/config.js'
import type { Refusal } from '../../src/kernel/errors.js'
import { complaintsAbout } from '../organisation/files.js'

const page = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8')

function wrongWith(line: readonly string[]): string | undefined {
  try {
    readLine(line)
    return undefined
  } catch (refusal) {
    return (refusal as Refusal).code
  }
}

describe('the pages for operators', () => {
  for (const name of ['slack.md', 'discord.md', 'running.md', 'settings.md']) {
    it(`type only what the command line understands: ${name}`, () => {
      const typed = [...page(name).matchAll(/(?:npx |bin\/|`)frontdesk(?:\.js)? ([^`'\n]+)/g)].map(
        ([, line]) => line ?? '',
      )
      const words = typed.map((line) => line.trim().split(/\s+/))

      expect(words).to.not.be.empty
      // A sentence may name a command without its argument.
      for (const line of words) expect(wrongWith(line), line.join(' ')).to.be.oneOf([undefined, 'cli.missing'])
    })
  }

  it('show a desk file that is right', () => {
    const blocks = [...page('slack.md').matchAll(/^( *)```yaml\n([\s\S]*?)^ *```/gm)].map(
      ([, indent = '', yaml = '']) => yaml.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    )
    const [people = '', routes = ''] = blocks

    expect(complaintsAbout(people, ['incident'])).to.be.empty
    expect(complaintsAbout(`${people.replace(/^defaults:[\s\S]*/m, '')}${routes}`, ['incident'])).to.be.empty
  })
})
