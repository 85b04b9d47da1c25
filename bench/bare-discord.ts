import { Client, Events, GatewayIntentBits } from 'discord.js'
import { token } from './discord-names.js'
import { serve } from './processes.js'

/** The limit of every figure over Discord's gateway: discord.js that replies to interactions and does nothing else. */
serve(async ({ apiUrl }: { readonly apiUrl: string }) => {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: apiUrl, version: '10', retries: 0 } })
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply('Here I am.')
  })
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(token)
  await ready
  return {}
})
