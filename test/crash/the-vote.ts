import type { Inbound } from '../../src/chat/inbound.js'
import type { DeskUnderTest } from '../builders/desk.js'
import { inn } from '../builders/inn.js'

/** An inn where two of three decide on an emergency. */
export const withBoard = inn({
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: ECAB member, to: [ana, reto, ursina]}
  - {role: admin, to: ursina}`,
  boards: `
  ecab: {name: Emergency board, chair: ursina, members: [ECAB member], channels: [chat:inn/board], rule: 2, within: 30m}`,
})

/** An emergency that one of the board has approved: the next yes decides it. */
export async function oneYesIsMissing(desk: DeskUnderTest): Promise<void> {
  await desk.as('marco').types('/change propose shut the boiler down kind:emergency service:heating reason:"it burns"')
  await desk.as('marco').types('/change submit CHG-1')
  await desk.as('ana').types('/change approve CHG-1')
}

/** The vote that decides, as its platform would bring it again after a crash. */
export const theVote = {
  kind: 'command',
  words: 'change approve CHG-1',
  ids: ['chat:vote-1'],
  account: { platform: 'chat', workspace: 'inn', user: 'reto' },
  profile: {},
  place: { platform: 'chat', workspace: 'inn', channel: 'board' },
  at: '2031-03-03T09:05:00.000Z',
  canOpenForm: true,
} satisfies Inbound
