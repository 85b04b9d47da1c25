import type { Voice } from '../chat/language.js'
import type { Page } from '../chat/page.js'
import { type Caller, can } from '../people/index.js'
import type { PastRun, Standing } from '../schedule/index.js'
import type { Actor } from '../store/index.js'
import { jobRunsBlock, jobsCard } from './jobs-card.js'
import type { Parts } from './parts.js'

/** Scheduled work, as the desk sees it. */
export interface Jobs {
  readonly names: readonly string[]
  /** Where every job stands. */
  standings(): Promise<readonly Standing[]>
  /** The newest runs, the newest first. */
  recent(most: number): Promise<readonly PastRun[]>
  /** Begins to run a job by hand, and does not wait for its end. */
  begin(name: string, actor: Actor): void
}

const mostShown = 50

/** The page of all scheduled work and its latest runs; undefined for whoever is no administrator. */
export async function jobsPage(
  { jobs, directory }: Pick<Parts, 'jobs' | 'directory'>,
  viewer: Caller,
  voice: Voice,
): Promise<Page | undefined> {
  if (!can(viewer, ['admin'])) return undefined
  const runs = await jobs.recent(mostShown)
  const people = await directory.peopleByIds([...new Set(runs.flatMap(({ by }) => by ?? []))])
  return {
    title: voice.say('jobs.title'),
    card: jobsCard(await jobs.standings(), voice),
    sections: [
      {
        title: voice.say('jobs.runs'),
        blocks: [jobRunsBlock(runs, (id) => people.get(id)?.name ?? voice.say('jobs.operator'), voice)],
      },
    ],
  }
}
