import { accountWord } from '../chat/address.js'
import type { Card, Item } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { commandInline } from '../chat/naming.js'
import type { Desk } from './desk.js'
import { rightsText } from './link-card.js'

/** Who the desk takes the caller for, what they may do and why, and through which accounts they are reached. */
export async function whoamiCard(desk: Desk, voice: Voice): Promise<Card> {
  const { person, linked, vouched, account } = desk.caller
  return {
    title: voice.line('desk.you_are', { name: { kind: 'strong', text: person.name } }),
    tone: 'plain',
    blocks: [
      {
        kind: 'facts',
        facts: [
          {
            label: voice.say('desk.rights'),
            value: [(await rightsLines(desk, voice)).join('; ') || voice.say('desk.requester_only')],
          },
          { label: voice.say('desk.this_account'), value: [{ kind: 'code', text: accountWord(account) }] },
        ],
      },
      { kind: 'text', line: [{ kind: 'strong', text: voice.say('desk.accounts') }] },
      { kind: 'list', items: await accountItems(desk, voice) },
      ...(linked ? [] : [{ kind: 'note' as const, line: voice.line(vouched ? 'desk.vouched' : 'desk.not_linked') }]),
      {
        kind: 'note',
        line: voice.line('desk.link_ways', {
          link: commandInline('desk link', voice),
          unlink: commandInline('desk unlink', voice),
        }),
      },
    ],
  }
}

/** Each source of rights with what it lends; the account's own where it is nobody's by a link. */
async function rightsLines({ caller, parts, organisation }: Desk, voice: Voice): Promise<readonly string[]> {
  if (!caller.linked) {
    const own = rightsText(caller, organisation, voice)
    return own === '' ? [] : [voice.say('desk.rights_of_account', { rights: own })]
  }
  return (await parts.directory.rightsOf(caller.person.id)).flatMap(({ group, ...rights }) => {
    const text = rightsText(rights, organisation, voice)
    if (text === '') return []
    return [
      group
        ? voice.say('desk.rights_by_group', { rights: text, group })
        : voice.say('desk.rights_by_file', { rights: text }),
    ]
  })
}

/** How each account came to be theirs. */
async function accountItems({ caller, parts, organisation }: Desk, voice: Voice): Promise<readonly Item[]> {
  const listed = new Set(organisation.people.get(caller.person.id)?.accounts.map(accountWord))
  const accounts = await parts.directory.accountsOf(caller.person.id)
  const linked = new Set((await parts.directory.unlinkable(parts.store.read, caller.person.id)).map(({ word }) => word))
  return accounts.map((account) => {
    const word = accountWord(account)
    const how = listed.has(word) || account.platform === 'console' ? 'by_file' : linked.has(word) ? 'by_link' : 'as_met'
    return { line: [{ kind: 'code', text: word }], detail: [voice.say(`desk.account_${how}`)] }
  })
}
