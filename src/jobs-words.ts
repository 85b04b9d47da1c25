import { words } from './chat/language.js'

/** Sentences about scheduled work. What each job is for stands in `jobs.about.<name with _>`. */
export const jobsWords = words(
  {
    jobs: {
      about: {
        incident_close_silent: 'Closes what was resolved and nobody disagreed with.',
        follow_groups: 'Looks who is in the groups that give roles and teams.',
        sla_sweep: 'Warns and tells when a promise is about to be broken, or is.',
        sla_morning: 'Posts what is at risk today, for each team.',
        sla_audit: 'Recomputes from the timelines what ought to have been told, and compares.',
        prune: 'Forgets what is no longer needed: old messages, drafts and runs.',
      },
      poison: 'The job {{name}} has failed {{count}} times in a row. /desk jobs shows how.',
    },
  },
  {
    jobs: {
      about: {
        incident_close_silent: 'Lukker det, der er løst, og som ingen har indvendinger imod.',
        follow_groups: 'Ser efter, hvem der er i de grupper, der giver roller og teams.',
        sla_sweep: 'Varsler, når et løfte er ved at blive brudt eller er det.',
        sla_morning: 'Skriver for hvert team, hvad der er i fare i dag.',
        sla_audit: 'Regner ud fra sagernes historik, hvad der skulle være fortalt, og sammenligner.',
        prune: 'Glemmer det, der ikke længere er brug for: gamle beskeder, kladder og kørsler.',
      },
      poison: 'Jobbet {{name}} er mislykkedes {{count}} gange i træk. /desk jobs viser hvordan.',
    },
  },
)
