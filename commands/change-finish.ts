import { type Call, choice, long, optional, record } from '../src/chat/command.js'
import { formOf } from '../src/chat/form-of.js'
import { command, type Desk } from '../src/desk/index.js'
import { causes, finish, results } from '../src/practices/change/index.js'

/** Says how a change ended: implemented, failed, or backed out; what went wrong has a cause and a reason. */
export const changeFinish = command({
  name: 'change finish',
  takes: {
    record: record('CHG'),
    result: choice('change_result', results, 'radio'),
    cause: optional(choice('cause', causes)),
    reason: optional(long()),
  },
  who: 'change implementer',
  example: '/change finish CHG-7 failed cause:test the terminals lost their network',
  before: async ({ desk, voice, inbound, seen }: Call<Desk>, { record, result, cause, reason }) => {
    const asks = desk.parts.registry.find('change finish')
    const isEnough = result === 'implemented' || (cause !== undefined && reason !== undefined)
    if (isEnough || !asks || !inbound.canOpenForm || inbound.kind === 'submit') return undefined
    const given = { record, result, ...(cause ? { cause } : {}), ...(reason ? { reason } : {}) }
    return { kind: 'form', form: formOf(asks, given, desk.parts.registry, voice, seen === undefined ? {} : { seen }) }
  },
  run: (call: Call<Desk>, args) => finish(call, args),
})
