import { accountFrom } from '../chat/address.js'
import { Desk, readerAt, type Sheet } from '../desk/index.js'
import { panelCard } from './panel.js'
import { cardOfHome } from './show.js'

/** What stands for long and is kept up to date: the home page of an account, by the account's word, and panels. */
export const homeSheets: ReadonlyMap<string, Sheet> = new Map<string, Sheet>([
  [
    'home',
    async (parts, of, voice, now) => {
      const caller = accountFrom(of) && (await readerAt(parts, `@${of}`))
      return caller && cardOfHome(new Desk(parts, caller, parts.store.read, now), voice)
    },
  ],
  ['panel', async (parts, _, voice) => panelCard(parts, voice)],
])
