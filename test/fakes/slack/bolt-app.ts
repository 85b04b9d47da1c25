import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import bolt, { type App, type Logger } from '@slack/bolt'
import type { FakeSlack } from './open.js'

export type Transport = 'http' | 'socket'

const silent = (): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => bolt.LogLevel.ERROR,
  setName: () => undefined,
})

/** A real Bolt app on the fake, by either transport, that does nothing until a test gives it listeners. */
export const openBolt = async (
  slack: FakeSlack,
  transport: Transport,
  listen: (app: App) => void,
): Promise<{ app: App; close: () => Promise<void> }> => {
  const logger = silent()
  const clientOptions = () => ({ slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true })
  const receiver =
    transport === 'http'
      ? new bolt.HTTPReceiver({ signingSecret: slack.signingSecret, logger, unhandledRequestTimeoutMillis: 1_000 })
      : new bolt.SocketModeReceiver({
          appToken: slack.appToken,
          clientPingTimeout: 60,
          logger,
          installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
        })
  const app = new bolt.App({ token: slack.botToken, receiver, clientOptions: clientOptions(), logger })
  app.error(async () => undefined)
  listen(app)
  const started = transport === 'http' ? await app.start({ port: 0, host: '127.0.0.1' }) : await app.start(0)
  if (transport === 'http')
    slack.connectHttp(`http://127.0.0.1:${((started as Server).address() as AddressInfo).port}/slack/events`)
  else await slack.sockets.connected()
  return {
    app,
    async close() {
      await app.stop()
    },
  }
}
