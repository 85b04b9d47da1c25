import type { DiscordMessage } from '../../../adapters/discord/render-card.js'
import type { RenderedForm } from '../../../adapters/discord/render-form.js'

/** The limits of Discord's reference once more, written down apart from the adapter's own table. Gives what is broken. */
export function brokenLimits({ body, pictures }: DiscordMessage): readonly string[] {
  const all = componentsIn(body.components as unknown as Node[])
  const texts = all.filter((one) => one.type === 10).map((one) => one.content ?? '')
  const ids = all.flatMap((one) => (one.custom_id === undefined ? [] : [one.custom_id]))
  return [
    ...check(all.length <= 40, `${all.length} components`),
    ...check(sum(texts) <= 4000, `${sum(texts)} characters`),
    ...check(Buffer.byteLength(texts.join('')) <= 10_000, 'too many bytes'),
    ...check(new Set(ids).size === ids.length, `an id twice: ${ids.join()}`),
    ...check(pictures.length <= 10, `${pictures.length} pictures`),
    ...check(body.allowed_mentions.parse.length === 0, 'mentions are parsed'),
    ...check(body.allowed_mentions.users.length <= 100, 'too many mentions'),
    ...check(JSON.stringify(body).isWellFormed(), 'half a character'),
    ...all.flatMap(brokenComponent),
  ]
}

export function brokenModal(modal: RenderedForm['steps'][number]): readonly string[] {
  const top = modal.components as unknown as Node[]
  const all = componentsIn(top)
  const ids = all.flatMap((one) => (one.custom_id === undefined ? [] : [one.custom_id]))
  return [
    ...within('modal title', modal.title, 1, 45),
    ...within('modal id', modal.custom_id, 1, 100),
    ...check(top.length >= 1 && top.length <= 5, `${top.length} components in a modal`),
    ...check(
      top.some((one) => one.type === 18),
      'a modal that asks nothing',
    ),
    ...check(new Set(ids).size === ids.length, 'an id twice'),
    ...check(sum(all.filter((one) => one.type === 10).map((one) => one.content ?? '')) <= 4000, 'too much text'),
    ...all.flatMap(brokenComponent),
  ]
}

/** Any component, as Discord reads it. */
interface Node {
  readonly type: number
  readonly components?: readonly Node[]
  readonly accessory?: Node
  readonly component?: Node
  readonly content?: string
  readonly custom_id?: string
  readonly label?: string
  readonly description?: string
  readonly url?: string
  readonly style?: number
  readonly placeholder?: string
  readonly value?: string
  readonly max_length?: number
  readonly max_values?: number
  readonly options?: readonly { readonly label: string; readonly value: string; readonly description?: string }[]
  readonly items?: readonly { readonly description?: string }[]
}

export const componentsIn = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => [
    node,
    ...componentsIn([
      ...(node.components ?? []),
      ...(node.accessory ? [node.accessory] : []),
      ...(node.component ? [node.component] : []),
    ]),
  ])

function brokenComponent(node: Node): readonly string[] {
  const id = within('custom_id', node.custom_id ?? 'x', 1, 100)
  switch (node.type) {
    case 1: {
      const children = node.components ?? []
      const buttons = children.every((one) => one.type === 2) && children.length >= 1 && children.length <= 5
      const menu = children.length === 1 && children[0]?.type === 3
      return check(buttons || menu, 'a row of neither buttons nor a menu')
    }
    case 2:
      return [
        ...id,
        ...within('button label', node.label, 1, 80),
        ...check((node.style === 5) === (node.url !== undefined), 'a link button without a link'),
        ...check((node.url ?? '').length <= 512, 'a long link'),
        ...check((node.url === undefined) !== (node.custom_id === undefined), 'a button of both kinds'),
      ]
    case 3:
    case 21:
      return [
        ...id,
        ...within('placeholder', node.placeholder ?? 'x', 1, 150),
        ...check(node.type === 3 || (node.options ?? []).length >= 2, 'a radio group of one'),
        ...check((node.options ?? []).length >= 1, 'a menu without options'),
        ...check((node.options ?? []).length <= (node.type === 3 ? 25 : 10), 'too many options'),
        ...check(new Set(node.options?.map(({ value }) => value)).size === node.options?.length, 'a value twice'),
        ...(node.options ?? []).flatMap((option) => [
          ...within('option label', option.label, 1, 100),
          ...within('option value', option.value, 1, 100),
          ...within('option description', option.description ?? 'x', 1, 100),
        ]),
      ]
    case 4:
      return [
        ...id,
        ...within('input placeholder', node.placeholder ?? 'x', 1, 100),
        ...check((node.max_length ?? 0) >= 1 && (node.max_length ?? 0) <= 4000, 'max_length'),
        ...check((node.value ?? '').length <= (node.max_length ?? 0), 'a value that is too long'),
      ]
    case 5:
      return id
    case 9:
      return check((node.components ?? []).length <= 3, 'a long section')
    case 10:
      return within('text', node.content, 1, 4000)
    case 12:
      return [
        ...check((node.items ?? []).length >= 1 && (node.items ?? []).length <= 10, 'gallery'),
        ...(node.items ?? []).flatMap((item) => within('alt text', item.description ?? 'x', 1, 1024)),
      ]
    case 14:
    case 17:
      return []
    case 18:
      return [...within('label', node.label, 1, 45), ...within('description', node.description ?? 'x', 1, 100)]
    case 19:
      return [...id, ...check((node.max_values ?? 1) >= 1 && (node.max_values ?? 1) <= 10, 'max_values of files')]
    default:
      return [`a component of type ${node.type}`]
  }
}

const check = (holds: boolean, otherwise: string): readonly string[] => (holds ? [] : [otherwise])

/** Discord trims before it counts. */
const within = (what: string, text = '', least: number, most: number): readonly string[] =>
  check(text.trim().length >= least && text.length <= most, `${what} of ${text.length}: ${text.slice(0, 40)}`)

const sum = (texts: readonly string[]): number => texts.reduce((total, text) => total + text.length, 0)
