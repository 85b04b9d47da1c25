import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { serve } from './processes.js'
import { botToken, signingSecret } from './slack.js'

/** The limit of every figure over HTTP: Bolt that acknowledges the same signed commands and does nothing else. */
serve(async ({ apiUrl }: { readonly apiUrl: string }) => {
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    token: botToken,
    receiver,
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  })
  app.command(/^\/(desk|incident)$/, async ({ ack }) => ack())
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  return { port: (server.address() as AddressInfo).port }
})
