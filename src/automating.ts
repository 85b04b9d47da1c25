import type { Mount } from '../adapters/web/index.js'
import { type Automation, type AutomationOptions, callbackPath, createAutomation } from './automation/index.js'
import { nearest } from './chat/language.js'
import type { Config } from './config.js'
import { afterRun, isLeftToItself, type Parts } from './desk/index.js'

interface Behind
  extends Pick<AutomationOptions, 'clock' | 'ids' | 'log'>,
    Pick<Parts, 'store' | 'desks' | 'voices' | 'pagesAt'> {
  readonly config: Config
  /** Made after what it is a part of, and asked for when it is needed. */
  readonly parts: () => Parts
}

/** What is done by itself, as the environment allows it and the desk goes on from it. */
export const automationOver = ({ config, parts, desks, voices, ...behind }: Behind): Automation =>
  createAutomation({
    ...behind,
    organisation: desks.current,
    secretOf: (name) => config.secretOf?.(name),
    scripts: config.scriptsDir,
    dataDir: config.dataDir,
    gap: (bytes) => voices.in(desks.current().language).say('automation.gap', { bytes }),
    follow: (work, run, ended) => afterRun(parts(), work, run, ended),
    isWanted: isLeftToItself,
  })

/** An outcome that is told is a few sentences and some output. */
const largest = 64 * 1024

/** Where those who do tasks elsewhere tell what came of them: the token in the address is all that lets them in. */
export const callbackDoor = ({ automation, desks, voices }: Parts): Mount => ({
  method: 'POST',
  path: callbackPath,
  largest,
  async handle({ rest, headers, body }) {
    const { status, words, params } = await automation.hear(rest, body)
    const language = nearest(headers['accept-language']?.split(/[,;]/)[0]) ?? desks.current().language
    const says = voices.in(language).say(`automation.callback.${words}`, params)
    return {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      body: JSON.stringify({ ok: status === 200, says }),
    }
  },
})
