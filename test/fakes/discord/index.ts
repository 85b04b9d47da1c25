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
 * and react to is told at once. What their client would not let them do is a ClientRefusal.
 *
 * - `requests` and `calls('POST /channels/:channel/messages')` hold every REST request; `typeComplaints(requests)` holds their
 *   bodies against the types of discord-api-types.
 * - `faults.next(route, { status: 500, after: true })` scripts what goes wrong: before or after the effect, slow, cut, truncated.
 * - `gateway` cuts, closes, plays dead, invalidates, duplicates, drops, holds and reorders.
 * - `useHttp(url)` sends interactions over HTTP, signed; `http.send(payload, flaw)`, `http.ping()` and `http.replay()` try the door.
 * - Everything with a life span goes by `options.now`: tokens, nonces, addresses of files, limits of names and old edits, and
 *   buckets with `rateLimits: 'discord'`. The three seconds of an interaction end by that clock, and by real time as well.
 * - A field that Discord would ignore, or a flag that it would drop, is refused here: see `checks/`.
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
