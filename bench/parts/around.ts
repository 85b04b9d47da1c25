import type { DeskProcess } from '../desk.js'
import type { Load, LoadResult } from '../load.js'
import { type Helper, startHelper } from '../processes.js'
import { openSlackApi, type SlackApi } from '../slack.js'

/** What every part needs: Slack's Web API, and a process that asks. */
export interface Around {
  readonly api: SlackApi
  load(load: Omit<Load, 'answerTo' | 'run'>): Promise<LoadResult>
  end(): Promise<void>
}

export async function openAround(): Promise<Around> {
  const api = await openSlackApi()
  const asker = startHelper('load.js')
  let runs = 0
  return {
    api,
    load: (load) => asker.ask({ ...load, answerTo: api.answerTo, run: `q${++runs}` }),
    async end() {
      await asker.end()
      await api.close()
    },
  }
}

export interface BareBolt extends Helper {
  readonly port: number
}

export async function startBareBolt({ api }: Around): Promise<BareBolt> {
  const helper = startHelper('bare-bolt.js')
  const { port } = await helper.ask<{ port: number }>({ apiUrl: api.url })
  return { ...helper, port }
}

/** Does a desk and its limit by turns, so that what else the machine does falls on both. */
export async function byTurns<A, B>(
  rounds: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<{ readonly ones: readonly A[]; readonly others: readonly B[] }> {
  const ones: A[] = []
  const others: B[] = []
  for (let round = 0; round < rounds; round++) {
    ones.push(await one())
    others.push(await other())
  }
  return { ones, others }
}

/** Refuses to call something fast that did not do its work. */
export function right(results: readonly LoadResult[]): void {
  for (const { wrong, wrongOne } of results) {
    if (wrong > 0) throw new Error(`${wrong} answers were wrong, such as: ${wrongOne}`)
  }
}

export type { DeskProcess }
