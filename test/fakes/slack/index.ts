/**
 * A fake Slack for tests. In short:
 *
 *     const slack = await openFakeSlack()
 *     slack.addUser({ id: 'U0ANA', name: 'ana' })
 *     slack.addChannel({ id: 'C0HELP', name: 'help' })
 *     // start the app with slack.apiUrl, slack.botToken and slack.appToken (or slack.signingSecret and connectHttp)
 *     await slack.command('U0ANA', 'C0HELP', '/incident', 'report mail is down')
 *     const form = await slack.until(() => slack.views('U0ANA').at(-1))
 *     await slack.submit('U0ANA', form.id, { summary: 'Mail is down' })
 *     await slack.quiet()
 *     slack.assertClean()
 *     await slack.close()
 */
export type { Filling, Submission } from './acting/forms.js'
export type { RawDelivery } from './acting/raw.js'
export type { SayOptions } from './acting/talk.js'
export { limits, type Problem, problemsInBlocks, problemsInView } from './blocks/index.js'
export type { Answer, DeliveryRecord, Redelivery } from './deliveries.js'
export type { Choice } from './elements.js'
export type { Fault, FaultPlan } from './faults.js'
export type * from './model.js'
export { type FakeSlack, openFakeSlack } from './open.js'
export { deskEvents, deskScopes, type FakeSlackOptions, type RateLimitOptions } from './options.js'
export { type Pings, pingsOf, shownText } from './pings.js'
export { ClientRefusal } from './refused.js'
export { sign } from './signing.js'
