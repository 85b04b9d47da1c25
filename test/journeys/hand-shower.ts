import { expect } from 'chai'
import { type Channel, type Journey, type Seat, until } from './journey.js'

/**
 * The journey of the incident practice: a Danish guest breaks a hand shower. The same story on every platform; in the
 * middle of it the process is killed, one message comes three times, and the platform is busy once and loses an answer.
 */
export async function handShower(journey: Journey): Promise<void> {
  const freja = await journey.seat('freja')
  const ana = await journey.seat('ana')
  const lukas = await journey.seat('lukas')
  const card = (seat: Seat, channel: Channel, ...says: readonly string[]) =>
    until(
      `a card in #${channel} that says ${says.join(', ')}`,
      () => seat.cards(channel),
      (cards) => cards.length === 1 && says.every((text) => cards[0]?.includes(text)),
    )
  const said = (seat: Seat, channel: Channel, text: string, times = 1) =>
    until(
      `“${text}” in the thread of #${channel}`,
      () => seat.thread(channel),
      (lines) => lines.filter((line) => line.includes(text)).length === times,
    )

  // She reports, in Danish, and the platform is busy when the card is to be posted.
  journey.disturb('busy')
  await freja.types('/incident report', 'reception')
  const title = await freja.fills({
    what: 'Håndbruseren er i stykker',
    details: 'Den faldt ned, og nu sprøjter den <til> alle & sider.',
    service: 'bathrooms',
    work: 'stopped',
    affects: 'me',
    needed: new Date(tomorrow()).toISOString(),
  })
  expect(title).to.equal('Meld et problem')
  const answers = await until(
    'her answer',
    () => freja.whispers(),
    (all) => all.some((text) => text.includes('INC-1')),
  )
  expect(answers.join('\n')).to.contain('er meldt')
  await card(ana, 'reception', 'INC-1', 'Håndbruseren er i stykker', '<til> alle & sider', 'P3', 'new')

  // The receptionist takes it and asks; the question comes three times.
  await ana.presses('Take it', 'reception')
  await card(ana, 'reception', 'in progress', 'Ana Keller')
  await ana.writes('Hej Freja, er det værelse 14?', 'reception')
  await journey.repeat()
  await ana.presses('Wait …', 'reception')
  expect(await ana.fills({ reason: 'awaiting_user' })).to.equal('INC-1 waits')
  await card(ana, 'reception', 'pending', 'awaiting the user')

  // The guest answers in the thread: the waiting is over. Then the process dies.
  await freja.writes('Ja, værelse 14.', 'reception')
  await card(ana, 'reception', 'in progress')
  await journey.crash()

  // A workaround, whose message is posted although its answer is lost; then on to the team that can mend it.
  journey.disturb('answer lost')
  await ana.presses('Workaround …', 'reception')
  await ana.fills({ text: 'Bruseren ved poolen er åben hele natten.' })
  await card(ana, 'reception', 'Bruseren ved poolen er åben')
  await ana.presses('Escalate …', 'reception')
  await ana.fills({ team: 'housekeeping', reason: 'Der skal en ny håndbruser til.' })
  await card(lukas, 'housekeeping', 'INC-1', 'Housekeeping')
  await said(ana, 'reception', 'noted a workaround')
  await said(ana, 'reception', 'escalated it to Housekeeping')

  // Housekeeping resolves it, the guest is not content, and they resolve it again, this time from the thread.
  await lukas.presses('Take it', 'housekeeping')
  await card(lukas, 'housekeeping', 'in progress', 'Lukas Wyss')
  await lukas.presses('Resolve …', 'housekeeping')
  await lukas.fills({ code: 'replaced', text: 'Ny håndbruser er sat på.' })
  await card(ana, 'reception', 'resolved', 'Ny håndbruser er sat på.')
  await freja.presses('Not fixed', 'reception')
  await card(ana, 'reception', 'in progress')
  await lukas.orders('resolve fixed Pakningen er skiftet, nu er den tæt.', 'housekeeping')
  await card(ana, 'reception', 'resolved', 'Pakningen er skiftet')

  // It works: closed, and five stars.
  await freja.presses('It works', 'reception')
  await card(ana, 'reception', 'closed')
  await freja.presses('★ 5', 'reception')
  await card(ana, 'reception', '★★★★★')
  await card(lukas, 'housekeeping', 'closed', '★★★★★')

  // Nothing is lost, nothing is doubled, and the thread and the page tell the same.
  await said(ana, 'reception', 'rated it')
  await said(ana, 'reception', 'says it is not fixed')
  await said(ana, 'reception', 'resolved it', 2)
  const inThread = (await ana.thread('reception')).filter((line) => !/(wrote|skrev)( .+)?:$/.test(line))
  const onPage = (await journey.page('INC-1')).filter((line) => !/(reported it\.|wrote( .+)?:)$/.test(line))
  expect(inThread).to.deep.equal(onPage)
  expect(onPage).to.have.lengthOf(11)
  const talk = (await journey.page('INC-1')).filter((line) => /wrote( .+)?:$/.test(line))
  expect(talk).to.have.lengthOf(2)
  await journey.check()
}

/** Eight o'clock tomorrow, somewhere in the future whatever the hour. */
function tomorrow(): number {
  const at = new Date()
  at.setUTCDate(at.getUTCDate() + 1)
  at.setUTCHours(7, 0, 0, 0)
  return at.getTime()
}
