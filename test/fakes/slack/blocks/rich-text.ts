import { type Check, flag, integer, kinds, list, maybe, number, oneOf, shape, text, url } from './check.js'

const style = maybe(
  shape({
    bold: maybe(flag),
    code: maybe(flag),
    italic: maybe(flag),
    strike: maybe(flag),
    underline: maybe(flag),
    highlight: maybe(flag),
    client_highlight: maybe(flag),
    unlink: maybe(flag),
  }),
)

const id = (prefix: string): Check => text({ like: new RegExp(`^[${prefix}][A-Z0-9]+$`), says: 'must be an id' })

const link = shape({ type: oneOf('link'), url: url(), text: maybe(text({ min: 0 })), unsafe: maybe(flag), style })
const words = shape({ type: oneOf('text'), text: text(), style })

const inline: Check = kinds({
  text: words,
  link,
  user: shape({ type: oneOf('user'), user_id: id('UW'), style }),
  usergroup: shape({ type: oneOf('usergroup'), usergroup_id: id('S'), style }),
  channel: shape({ type: oneOf('channel'), channel_id: id('CGD'), style }),
  team: shape({ type: oneOf('team'), team_id: id('T'), style }),
  broadcast: shape({ type: oneOf('broadcast'), range: oneOf('here', 'channel', 'everyone'), style }),
  color: shape({ type: oneOf('color'), value: text({ like: /^#[0-9a-f]{6}$/i }), style }),
  emoji: shape({ type: oneOf('emoji'), name: text(), unicode: maybe(text()), url: maybe(url()), style }),
  date: shape({
    type: oneOf('date'),
    timestamp: number,
    format: text(),
    url: maybe(url()),
    fallback: maybe(text()),
    style,
  }),
})

const section = shape({ type: oneOf('rich_text_section'), elements: list(inline, { min: 0 }) })
const border = maybe(oneOf(0, 1))

const parts: Check = kinds({
  rich_text_section: section,
  rich_text_list: shape({
    type: oneOf('rich_text_list'),
    style: oneOf('bullet', 'ordered'),
    elements: list(kinds({ rich_text_section: section })),
    indent: maybe(integer({ min: 0, max: 8 })),
    offset: maybe(integer({ min: 0 })),
    border,
  }),
  rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: list(inline), border }),
  rich_text_preformatted: shape({
    type: oneOf('rich_text_preformatted'),
    elements: list(kinds({ text: words, link })),
    border,
    language: maybe(text()),
  }),
})

/** A rich_text block, also as the value of a rich_text_input and as a cell of a table. */
export const richText: Check = shape({
  type: oneOf('rich_text'),
  block_id: maybe(text({ max: 255 })),
  elements: list(parts),
})
