/** Who and where everybody is in the bench's Discord. */

export const application = '1187203341208289280'
export const bot = '1187203341208289284'
export const guild = '1187203341208289281'
export const token = `${Buffer.from(application).toString('base64')}.bench.bench`
/** Channels with these numbers exist in the guild. */
export const channelNumbered = (n: number): string => String(1_187_203_341_208_290_000n + BigInt(n))

/** A slash command with a subcommand, as an interaction holds it. */
export const commandOf = ([name = '', verb = '']: readonly string[], options: readonly object[] = []): object => ({
  type: 2,
  data: { id: '1', type: 1, name, options: [{ name: verb, type: 1, options }] },
})
