import type { FakeSlack } from '../../fakes/slack/index.js'

type Fields = Record<string, unknown>

/** What a reader sees of blocks: every text in them, with buttons and options, one line each. */
export const readBlocks = (slack: Pick<FakeSlack, 'user'>, blocks: readonly object[]): string =>
  blocks.map((block) => read(slack, block as Fields)).join('\n')

function read(slack: Pick<FakeSlack, 'user'>, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => read(slack, one)).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  const part = value as Fields
  switch (part['type']) {
    case 'text':
    case 'plain_text':
    case 'raw_text':
      return String(part['text'])
    case 'mrkdwn':
      return String(part['text']).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    case 'link':
      return String(part['text'] ?? part['url'])
    case 'user':
      return `@${slack.user(String(part['user_id']))?.name ?? part['user_id']}`
    case 'date':
      return String(part['fallback'])
    case 'image':
      return String(part['alt_text'])
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return (part['elements'] as Fields[]).map((one) => read(slack, one)).join('')
    default: {
      const inside = [
        'text',
        'fields',
        'elements',
        'accessory',
        'rows',
        'options',
        'option_groups',
        'label',
        'description',
      ]
      return [...inside.map((key) => read(slack, part[key])), typeof part['url'] === 'string' ? part['url'] : '']
        .filter((text) => text !== '')
        .join('\n')
    }
  }
}
