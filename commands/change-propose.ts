import { type Call, choice, listed, moment, optional, paragraph, person, rest, text } from '../src/chat/command.js'
import { command, type Desk, formInstead } from '../src/desk/index.js'
import { changeKinds, propose } from '../src/practices/change/index.js'

/**
 * Proposes a change: what, and as many of the seven Rs as are known. It is a draft until it is submitted; from a template it is
 * authorised at once.
 */
export const changePropose = command({
  name: 'change propose',
  takes: {
    what: rest(150),
    kind: optional(
      choice(
        'change_kind',
        changeKinds.filter((kind) => kind !== 'standard'),
      ),
    ),
    reason: optional(paragraph()),
    items: optional(text(200)),
    service: optional(listed('services')),
    from: optional(moment()),
    to: optional(moment()),
    return: optional(paragraph()),
    risks: optional(paragraph()),
    resources: optional(paragraph()),
    responsible: optional(person()),
    template: optional(listed('templates')),
    relationship: optional(paragraph()),
    outage: optional(text(6)),
    effort: optional(text(6)),
  },
  who: 'anyone',
  example: '/change propose replace the Wi-Fi controller items:wifi-controller outage:30',
  before: async (call: Call<Desk>, { what, ...rest }) =>
    Object.values(rest).some((given) => given !== undefined)
      ? undefined
      : formInstead(call, 'change propose', { what }),
  run: (call: Call<Desk>, args) => propose(call, args),
})
