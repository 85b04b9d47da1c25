import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect } from 'chai'
import { commands } from '../commands/index.js'
import { voices } from '../src/assemble.js'
import { wordsOf } from '../src/chat/command.js'
import { root, settings } from '../src/config.js'

/** What the documentation says, held against the program. */

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const pages = [
  ...['.', 'docs', 'docs/decisions'].flatMap((folder) => markdownIn(folder)),
  ...['src/practices', 'adapters'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => markdownIn(join(folder, entry.name))),
  ),
]

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
}

const withoutCode = (page: string): string => page.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')

/** The anchor under which a heading can be linked to. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')

describe('the documentation', () => {
  it('lists every command in the README, with what it does', () => {
    const voice = voices.in('en')
    const wanted = commands
      .filter((command) => !command.hidden)
      .map((command) => `| \`/${command.name}\` | ${voice.say(`${wordsOf(command)}.does`)} |`)
    const shown = read('README.md')
      .split('\n')
      .filter((line) => line.startsWith('| `/'))
    expect(shown).to.deep.equal(wanted)
  })

  it('explains every setting, and what holds unless it is set', () => {
    const page = read('docs/settings.md')
    const missing = Object.entries(settings).flatMap(([name, unless]) => {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))
      if (!row) return [`${name} is not explained`]
      return unless === undefined || row.includes(`\`${unless}\``) ? [] : [`${name} does not tell its ${unless}`]
    })
    expect(missing).to.deep.equal([])
  })

  it('links to nothing that is not there', () => {
    const broken: string[] = []
    for (const page of pages) {
      for (const [, target = ''] of withoutCode(read(page)).matchAll(/\]\(<?([^)\s>]+)>?\)/g)) {
        if (/^[a-z]+:/.test(target)) continue
        const [path = '', anchor] = target.split('#')
        const file = path === '' ? page : relative(root, join(root, dirname(page), path))
        if (!existsSync(join(root, file))) broken.push(`${page}: ${target}`)
        else if (anchor !== undefined && !headingsOf(file).includes(anchor)) broken.push(`${page}: ${target}`)
      }
    }
    expect(broken).to.deep.equal([])
  })

  it('has every page in its index, and every decision', () => {
    const index = read('docs/README.md')
    const missing = [...markdownIn('docs'), ...markdownIn('docs/decisions')]
      .map((page) => relative('docs', page))
      .filter((page) => page !== 'README.md' && !index.includes(`](${page})`))
    expect(missing).to.deep.equal([])
  })

  it('numbers the decisions without a gap, and says of each why and with what consequences', () => {
    const decisions = markdownIn('docs/decisions').toSorted()
    const wrong = decisions.filter((page, at) => {
      const number = String(at + 1).padStart(4, '0')
      const heads = [`# ${number} `, '\n## Background\n', '\n## Decision\n', '\n## Consequences\n']
      return !page.includes(`/${number}-`) || heads.some((head) => !read(page).includes(head))
    })
    expect(wrong).to.deep.equal([])
  })
})

const headingsOf = (file: string): readonly string[] =>
  [...withoutCode(read(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
