import type { Lead } from '../../src/chat/page.js'
import type { ShelfMessage } from '../../src/chat/shelf.js'
import type { ConsolePerson } from './doors.js'
import type { Frame } from './layout.js'
import type { MessageSetting, Shortcut } from './render-message.js'
import type { ListedChannel } from './room.js'

/** What the console shows, and to whom. */
export interface ConsoleView {
  readonly frame: Frame
  readonly setting: MessageSetting
  readonly person: ConsolePerson
  /** Who else one may look as; empty where people cannot be switched. */
  readonly people: readonly ConsolePerson[]
  readonly channels: readonly (ListedChannel & { readonly lastAt?: string; readonly lastBy?: string })[]
  readonly here: ListedChannel
  readonly messages: readonly ShelfMessage[]
  readonly more: boolean
  readonly thread?: { readonly root: ShelfMessage; readonly messages: readonly ShelfMessage[]; readonly more: boolean }
  /** The last change that is in this page: what comes later comes by the stream. */
  readonly latest: number
  readonly shortcuts: readonly Shortcut[]
  /** Whether there is a command that lists one's own records. */
  readonly mine: boolean
  /** The pages of the desk's own that this reader is led to. */
  readonly leads: readonly Lead[]
}
