/** The guilds that we are in, as the gateway tells of them coming and going. */
export function createGuilds(first: readonly string[]) {
  const all = new Set(first)
  return {
    all: (): Iterable<string> => all,
    /** Takes over what a dispatch tells. */
    learn(name: string, data: unknown): void {
      if (name !== 'GUILD_CREATE' && name !== 'GUILD_DELETE') return
      const { id, unavailable } = data as { readonly id?: string; readonly unavailable?: boolean }
      if (id === undefined) return
      if (name === 'GUILD_CREATE') all.add(id)
      // One that is unavailable has trouble of its own: we have not left it.
      else if (!unavailable) all.delete(id)
    },
  }
}
