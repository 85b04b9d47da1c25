import type { Address } from '../../../src/chat/address.js'
import type { Action, Card } from '../../../src/chat/card.js'
import type { Form } from '../../../src/chat/form.js'
import type { Voice } from '../../../src/chat/language.js'
import type { Page } from '../../../src/chat/page.js'

export interface Ticket {
  readonly number: string
  readonly what: string
  readonly by: string
  readonly secret: boolean
  readonly args: Readonly<Record<string, string>>
  readonly history: { readonly at: string; readonly by: string; readonly what: string }[]
  state: 'new' | 'in progress' | 'resolved'
  address?: Address
}

export function cardOf(ticket: Ticket, voice: Voice, withActions: boolean): Card {
  const tones = { new: 'attention', 'in progress': 'plain', resolved: 'good' } as const
  const press = (verb: string, label: string, style?: 'primary'): Action => ({
    kind: 'press',
    label,
    press: { command: `incident ${verb}`, args: { record: ticket.number }, seen: ticket.history.length },
    ...(style ? { style } : {}),
  })
  const actions =
    ticket.state === 'new'
      ? [press('take', voice.say('inn.take'), 'primary'), press('resolve', voice.say('inn.resolve'))]
      : ticket.state === 'in progress'
        ? [press('resolve', voice.say('inn.resolve'), 'primary')]
        : []
  return {
    title: [{ kind: 'record', number: ticket.number }, ' ', ticket.what],
    tone: tones[ticket.state],
    page: `/r/${ticket.number}`,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: voice.say('inn.state'), value: [{ kind: 'strong', text: voice.say(`inn.states.${ticket.state}`) }] },
          { label: voice.say('inn.by'), value: [{ kind: 'person', name: ticket.by, accounts: [] }] },
          ...(ticket.args.needed
            ? [
                {
                  label: voice.say('inn.needed'),
                  value: [{ kind: 'time', at: ticket.args.needed, style: 'moment' } as const],
                },
              ]
            : []),
        ],
      },
      ...(ticket.args.more ? [{ kind: 'quote', text: ticket.args.more } as const] : []),
      ...(withActions && actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
    ],
  }
}

export const pageOf = (ticket: Ticket, voice: Voice): Page => ({
  title: `${ticket.number} ${ticket.what}`,
  card: cardOf(ticket, voice, true),
  sections: [
    {
      title: voice.say('inn.history'),
      blocks: [
        {
          kind: 'list',
          items: ticket.history.map(({ at, by, what }) => ({
            line: [{ kind: 'person', name: by, accounts: [] }, ' ', what],
            detail: [{ kind: 'time', at, style: 'moment' }],
          })),
        },
      ],
    },
  ],
})

export const refused = (says: string): Card => ({ title: [says], tone: 'bad', blocks: [] })

const named = (...values: string[]) => values.map((value) => ({ value, label: value }))

export function formOf(args: Readonly<Record<string, string>>, voice: Voice): Form {
  const label = (name: string): string => voice.say(`commands.incident_report.takes.${name}`)
  const options = ['no', 'partly', 'yes'].map((value) => ({ value, label: voice.say(`choices.stuck.${value}`) }))
  return {
    command: 'incident report',
    known: {},
    title: voice.say('inn.formTitle'),
    submit: voice.say('inn.formSubmit'),
    cancel: voice.say('inn.formCancel'),
    intro: [[voice.say('inn.formIntro')]],
    fields: [
      {
        kind: 'text',
        lines: 'one',
        limit: 150,
        name: 'what',
        label: label('what'),
        ...(args.what ? { value: args.what } : {}),
      },
      { kind: 'radio', name: 'stuck', label: label('stuck'), options },
      { kind: 'moment', name: 'needed', label: label('needed'), optional: true },
      { kind: 'person', name: 'witness', label: label('witness'), optional: true },
      {
        kind: 'text',
        lines: 'many',
        limit: 400,
        name: 'more',
        label: label('more'),
        hint: voice.say('inn.moreHint'),
        optional: true,
      },
      { kind: 'choice', name: 'room', label: 'Room', optional: true, options: named('attic', 'cellar') },
      {
        kind: 'choice',
        name: 'trouble',
        label: 'Trouble',
        optional: true,
        options: named('dark', 'attic/draught', 'cellar/flood', 'cellar/mice'),
      },
      { kind: 'files', name: 'photo', label: label('photo'), optional: true, most: 5 },
    ],
  }
}
