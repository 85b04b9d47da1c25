import { join } from 'node:path'
import { expect } from 'chai'
import pg from 'pg'
import { readBlocks } from '../adapters/slack/reading.js'
import { type Machine, machine, type ServedDesk, until } from '../builders/frontdesk.js'
import { inn } from '../builders/inn.js'
import { type FakeSlack, openFakeSlack, type StoredMessage } from '../fakes/slack/index.js'

const channels = ['C0ONE', 'C0TWO', 'C0THREE', 'C0FOUR']
const things = ['lamp', 'kettle', 'window', 'carpet', 'shower', 'printer', 'mirror', 'curtain', 'fridge', 'radiator']

/** Each channel hears of its own tenth of the records only through its service, so that none waits for another's pace. */
const services = ['rooms', 'wifi', 'pool', 'bar']

describe('five processes on one PostgreSQL', function () {
  this.timeout(180_000)
  let here: Machine
  let slack: FakeSlack
  let started = 0
  beforeEach(async () => {
    here = await machine('postgres')
    slack = await openFakeSlack({ socketRetryMs: 500 })
    slack.addUser({ id: 'U0ANA', name: 'ana', realName: 'Ana Keller', locale: 'en-GB' })
    for (const id of channels) slack.addChannel({ id, name: id.slice(2).toLowerCase() })
  })
  afterEach(async () => {
    await here.close()
    await slack.close()
  })

  const serve = (file: string): Promise<ServedDesk> =>
    here.serve({
      DATA_DIR: join(here.home, `data-${++started}`),
      DESK_FILE: file,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    })
  const asked = async <Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]> => {
    const client = new pg.Client({ connectionString: here.settings['DATABASE_URL'] })
    await client.connect()
    try {
      return (await client.query<Row>(sql)).rows
    } finally {
      await client.end()
    }
  }
  const read = ({ text, blocks }: Pick<StoredMessage, 'text' | 'blocks'>): string =>
    blocks?.length ? readBlocks(slack, blocks) : text
  /** All that the desk wrote in the channels and their threads, each message once. */
  const written = (): readonly string[] => {
    const all = channels.flatMap((channel) =>
      slack
        .messages(channel)
        .flatMap((root) =>
          [root, ...slack.thread(channel, root.ts)].map((one) => [`${channel}/${one.ts}`, one] as const),
        ),
    )
    return [...new Map(all).values()].map(read)
  }
  const isKnown = async (n: number): Promise<boolean> =>
    (await asked(`SELECT 1 FROM "record" WHERE "title" LIKE '${things[n]}%'`)).length > 0
  const report = async (n: number): Promise<string> => {
    const typed = `report ${things[n]} broken service:${services[n % 4]} work:hampered affects:me`
    // Slack brings a command once, perhaps to a socket that is just closing, and says that it failed: whoever typed it does so again.
    for (let times = 0; times < 3; times++) {
      const { ok } = await slack.command('U0ANA', channels[0]!, '/incident', typed)
      if (ok || (await isKnown(n))) break
    }
    return until(async () => {
      const said = slack
        .ephemerals('U0ANA')
        .map((one) => read({ text: one.text, ...(one.blocks ? { blocks: one.blocks } : {}) }))
      const [, number] =
        said.map((text) => new RegExp(`(INC-\\d+) is reported: ${things[n]}`).exec(text) ?? []).find(([all]) => all) ??
        []
      return number
    }, `an answer to the report of the ${things[n]}`)
  }

  it('share the work: each alert is told once, while one is killed and all others are replaced', async () => {
    const file = here.file('desk.yaml', deskFile(slack.teamId))
    const running: ServedDesk[] = []
    for (let n = 0; n < 5; n++) running.push(await serve(file))
    const numbers: string[] = []
    for (let n = 0; n < 4; n++) numbers.push(await report(n))

    // One dies in the middle of it; then each of the others is replaced, and somebody reports meanwhile.
    await running.shift()?.kill()
    for (let n = 4; n < things.length; n++) {
      const replaced = n < 8 ? running.shift() : undefined
      if (replaced) running.push(await serve(file))
      const stopping = replaced?.stop()
      numbers.push(await report(n))
      expect((await stopping) ?? 0, 'a process that was asked to stop ends well').to.equal(0)
    }
    await until(async () => {
      const [row] = await asked<{ n: string }>(
        `SELECT count(*) AS n FROM "sla_alert" WHERE "mark" = '100' AND "told" = 1`,
      )
      return Number(row?.n) === things.length
    }, 'every promise is broken and told')
    await until(async () => {
      const [row] = await asked<{ n: string }>(`SELECT count(*) AS n FROM "outbox" WHERE "state" = 'pending'`)
      return Number(row?.n) === 0
    }, 'all is sent')

    expect(new Set(numbers).size).to.equal(things.length)
    const alerts = await asked<{ mark: string; n: string }>(
      'SELECT "mark", count(*) AS n FROM "sla_alert" GROUP BY "mark" ORDER BY "mark"',
    )
    expect(alerts.map(({ mark, n }) => `${mark}: ${n}`)).to.deep.equal([
      `100: ${things.length}`,
      `50: ${things.length}`,
    ])
    const said = written()
    for (const number of numbers) {
      const broken = said.filter(
        (text) => new RegExp(`${number}\\b`).test(text) && text.includes('the promise is broken'),
      )
      expect(broken, `${number} is told to be broken`).to.have.lengthOf(1)
    }
    expect(said.filter((text) => text.includes('50 % of the time is used'))).to.have.lengthOf(things.length)
    const slots = await asked<{ n: string }>(
      'SELECT count(*) AS n FROM (SELECT "job", "slot" FROM "job_run" GROUP BY "job", "slot" HAVING count(*) > 1) AS twice',
    )
    expect(Number(slots[0]?.n)).to.equal(0)
    const parked = await asked<{ n: string }>(`SELECT count(*) AS n FROM "outbox" WHERE "state" = 'parked'`)
    expect(Number(parked[0]?.n)).to.equal(0)
  })
})

const deskFile = (team: string): string =>
  inn({
    people: `\n  ana: {name: Ana Keller, accounts: ['slack:${team}/U0ANA']}\n  seraina: {name: Seraina Flury}`,
    teams: '\n  reception: {name: Reception, members: [ana], lead: seraina}',
    roles: '\n  - {role: agent, to: team:reception}\n  - {role: admin, to: seraina}',
    services: services.map((id) => `\n  ${id}: {name: ${id}, team: reception}`).join(''),
    routes: services
      .map((id, n) => `\n  - {records: all, when: {service: ${id}}, to: 'slack:${team}/${channels[n]}', facts: all}`)
      .join(''),
    defaults: `{channels: ['slack:${team}/${channels[0]}'], team: reception}`,
    alerts: '{together: 50, budget: 500}',
    agreements: `
  guests:
    kind: sla
    name: Guests
    targets: {incident: {resolution: 10s}}
    thresholds: [{at: 50, tell: assignee}]
    breach: {tell: channel}`,
  })
