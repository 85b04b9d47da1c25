import type { Child, FC } from 'hono/jsx'
import type { Action, Attachment, Block, Card, Item, Line, Press } from '../../src/chat/card.js'
import type { Picture } from '../../src/chat/picture.js'
import { unreachable } from '../../src/kernel/errors.js'
import { Icon } from './icons.js'
import { LineView, LinkView, type Setting, TypedText } from './render-line.js'
import { shownAsPicture } from './safe-type.js'
import { recordPath, safeUrl } from './urls.js'

/** A card as a region of its own. Nothing is dropped: a page has room for all of it. */
export const CardView: FC<{ readonly card: Card; readonly setting: Setting; readonly level?: 1 | 3 }> = (props) => {
  const { card, setting, level = 3 } = props
  const page = card.page === undefined || level === 1 ? undefined : safeUrl(card.page)
  const links = card.title.filter(
    (part) => typeof part === 'object' && (part.kind === 'link' || part.kind === 'record'),
  )
  const leads = links.some((part) => part.kind === 'record' && recordPath(part.number) === page)
  const title = <LineView line={card.title} setting={setting} />
  const linked = page && links.length === 0 ? <a href={page}>{title}</a> : title
  return (
    <article class={`card tone-${card.tone}`}>
      {level === 1 ? <h1 class="card-title">{linked}</h1> : <h3 class="card-title">{linked}</h3>}
      <BlocksView blocks={card.blocks} setting={setting} />
      {card.page !== undefined && level !== 1 && !leads && (!page || links.length > 0) ? (
        <p class="card-page">
          <LinkView text={setting.voice.say('web.openRecord')} url={card.page} />
        </p>
      ) : null}
    </article>
  )
}

export const BlocksView: FC<{ readonly blocks: readonly Block[]; readonly setting: Setting }> = (props) => (
  <>
    {rowsOf(props.blocks).map((row) =>
      row.length === 1 && row[0] ? (
        <BlockView block={row[0]} setting={props.setting} />
      ) : (
        <div class="actions">
          {row.map((block) => (
            <BlockView block={block} setting={props.setting} />
          ))}
        </div>
      ),
    )}
  </>
)

/** Buttons and menus that follow each other stand in one row. */
function rowsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const rows: Block[][] = []
  for (const block of blocks) {
    const last = rows.at(-1)
    if (last?.[0] && canBeDone(block) && canBeDone(last[0])) last.push(block)
    else rows.push([block])
  }
  return rows
}

const canBeDone = (block: Block): boolean => block.kind === 'actions' || block.kind === 'choices'

const BlockView: FC<{ readonly block: Block; readonly setting: Setting }> = ({ block, setting }) => {
  switch (block.kind) {
    case 'text':
      return (
        <p class="text">
          <LineView line={block.line} setting={setting} />
        </p>
      )
    case 'quote':
      return <QuoteView text={block.text} by={block.by} setting={setting} />
    case 'facts':
      return <FactsView facts={block.facts} setting={setting} />
    case 'list':
      return (
        <ul class="items">
          {block.items.map((item) => (
            <ItemView item={item} setting={setting} />
          ))}
        </ul>
      )
    case 'files':
      return <FilesView files={block.files} />
    case 'table':
      return <TableView columns={block.columns} rows={block.rows} />
    case 'image':
      return <ImageView picture={block.picture} alt={block.alt} setting={setting} />
    case 'note':
      return (
        <p class="note">
          <LineView line={block.line} setting={setting} />
        </p>
      )
    case 'actions':
      return (
        <div class="actions">
          {block.actions.map((action) => (
            <ActionView action={action} />
          ))}
        </div>
      )
    case 'choices':
      return <ChoicesView block={block} />
    case 'divider':
      return <hr />
    default:
      return unreachable(block)
  }
}

const QuoteView: FC<{ readonly text: string; readonly by?: Line | undefined; readonly setting: Setting }> = (props) => (
  <figure class="quote">
    <blockquote>
      <TypedText text={props.text} />
    </blockquote>
    {props.by ? (
      <figcaption>
        <LineView line={props.by} setting={props.setting} />
      </figcaption>
    ) : null}
  </figure>
)

const FactsView: FC<{
  readonly facts: readonly { readonly label: string; readonly value: Line }[]
  readonly setting: Setting
}> = ({ facts, setting }) => (
  <dl class="facts">
    {facts.map((fact) => (
      <div>
        <dt>{fact.label}</dt>
        <dd>
          <LineView line={fact.value} setting={setting} />
        </dd>
      </div>
    ))}
  </dl>
)

const ItemView: FC<{ readonly item: Item; readonly setting: Setting }> = ({ item, setting }) => (
  <li class="item">
    {item.picture ? (
      <img class="item-picture" src={setting.pathOf(item.picture, 'light')} alt="" loading="lazy" />
    ) : null}
    <div class="item-words">
      <div class="item-line">
        <LineView line={item.line} setting={setting} />
      </div>
      {item.detail ? (
        <div class="item-detail">
          <LineView line={item.detail} setting={setting} />
        </div>
      ) : null}
    </div>
    {item.action ? <ActionView action={item.action} /> : null}
  </li>
)

/** What scrolls sideways must be reachable by keyboard, hence the tabindex. */
const TableView: FC<{ readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }> = (
  props,
) => (
  <div class="table" tabindex={0}>
    <table>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** Pictures are shown, whatever else it is stands there by its name; either opens the file itself. */
export const FilesView: FC<{ readonly files: readonly Attachment[] }> = ({ files }) => (
  <ul class="files">
    {files.map(({ name, path, type }) => {
      const url = safeUrl(path)
      if (url === undefined) return <li>{name}</li>
      return (
        <li>
          <a class={shownAsPicture(type) ? 'picture' : 'file'} href={url} target="_blank" rel="noopener">
            {shownAsPicture(type) ? <img src={url} alt="" loading="lazy" /> : <Icon name="clip" />}
            <span>{name}</span>
          </a>
        </li>
      )
    })}
  </ul>
)

/** In the colours of either theme; the browser fetches the one that is to be seen; a photo has but one. Nothing in a picture can run. */
const ImageView: FC<{ readonly picture: Picture; readonly alt: string; readonly setting: Setting }> = (props) => {
  const { picture, alt, setting } = props
  if (picture.kind === 'photo')
    return <img class="photo" src={setting.pathOf(picture, 'light')} alt={alt} loading="lazy" />
  return (
    <div class="drawn">
      {(['light', 'dark'] as const).map((look) => (
        <img class={`in-${look}`} src={setting.pathOf(picture, look)} alt={alt} loading="lazy" />
      ))}
    </div>
  )
}

export const ActionView: FC<{ readonly action: Action }> = ({ action }) => {
  if (action.kind === 'link') return <LinkView class="button" text={action.label} url={action.url} />
  return (
    <PressButton class={`button ${action.style ?? ''}`} press={action.press} confirm={action.confirm}>
      {action.label}
    </PressButton>
  )
}

type Confirm = (Action & { readonly kind: 'press' })['confirm']

const PressButton: FC<{
  readonly class: string
  readonly press: Press
  readonly confirm?: Confirm
  readonly role?: 'menuitem'
  readonly children?: Child
}> = (props) => (
  <button
    type="button"
    class={props.class}
    role={props.role}
    data-press={JSON.stringify(props.press)}
    data-confirm={props.confirm ? JSON.stringify(props.confirm) : undefined}
  >
    {props.children}
  </button>
)

const ChoicesView: FC<{ readonly block: Block & { readonly kind: 'choices' } }> = ({ block }) => (
  <div class="actions">
    <button type="button" class="button" data-menu aria-haspopup="menu" aria-expanded="false">
      {block.placeholder}
      <Icon name="down" />
    </button>
    <div class="menu" role="menu" popover="auto">
      {block.options.map((option) => (
        <PressButton
          class="menu-item"
          role="menuitem"
          press={{ ...block.press, args: { ...block.press.args, [block.argument]: option.value } }}
        >
          <span>{option.label}</span>
          {option.detail ? <small>{option.detail}</small> : null}
        </PressButton>
      ))}
    </div>
  </div>
)
