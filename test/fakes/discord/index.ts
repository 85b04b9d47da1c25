/**
 * A fake Discord for tests. In short:
 *
 *     const discord = await openFakeDiscord()
 *     const guild = discord.addGuild({ name: 'Alpine Hotel' })
 *     const reception = discord.addChannel(guild.id, { name: 'reception' })
 *     const ana = discord.addMember(guild.id, { name: 'ana', locale: 'da' })
 *     // start the application with discord.apiUrl and discord.token: new Client({ rest: { api: discord.apiUrl, … } })
 *     await discord.gateway.connected()
 *     // … which registers its commands with PUT /applications/:application/commands
 *     const asked = await discord.as(ana.id).types(reception.id, '/incident report', { summary: 'Mail is down' })
 *     asked.original                     // the answer: a StoredMessage, a whisper when `onlyFor` is set; `loading` in its flags
 *     asked.modal, asked.choices, asked.followUps
 *     await discord.as(ana.id).submits({ Summary: 'Mail is down' })       // the form on the screen, by label or custom_id
 *     await discord.as(ana.id).presses(reception.id, 'Take it')           // newest message there with that button
 *     const said = await discord.as(ana.id).writes(reception.id, 'thanks', { toDesk: true })
 *     await discord.until(() => discord.threadOn(said.id))
 *     discord.check()                                                     // throws with every complaint
 *     await discord.close()
 *
 * People resolve when the application has answered (three seconds at most, else there is a complaint); what they write, edit
 * and react to is told at once. `discord.requests` and `discord.calls('POST /channels/:channel/messages')` hold every REST
 * request. `discord.faults.next(route, { status: 500, after: true })` scripts what goes wrong, and `discord.gateway` cuts,
 * duplicates, drops, holds and reorders. `discord.useHttp(url)` sends interactions over HTTP, signed. Everything with a life
 * span goes by `options.now`.
 */
export type { FileSpec } from './acting/body.js'
export type { Options, OptionValue } from './acting/commands.js'
export { type Filling, type SeenForm, type SeenInput, seenForm } from './acting/forms.js'
export type { ActingPerson } from './acting/person.js'
export type { Saying } from './acting/talk.js'
export { deskPermissions, memberPermissions, type Permission, permissions } from './bits.js'
export type { Fault, FaultPlan } from './faults.js'
export type { Gateway } from './gateway/index.js'
export type * from './model.js'
export { type FakeDiscord, openFakeDiscord } from './open.js'
export type { FakeDiscordOptions } from './options.js'
export { ClientRefusal } from './refused.js'
export type { Flaw } from './signing.js'
export { typeComplaints } from './typed-bodies.js'
