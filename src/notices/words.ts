import { words } from '../chat/language.js'

/** What admins are told about messages that did not arrive, and what a card that was posted anew says of the earlier one. */
export const noticesWords = words(
  {
    notices: {
      earlier: 'This continues {{earlier}}, which can no longer be changed.',
      earlier_card: 'an earlier message',
      place_gone: {
        archived_moved: '{{place}} is archived. What was meant for it now goes to {{instead}}.',
        unknown_moved: 'I cannot find {{place}}. What was meant for it now goes to {{instead}}.',
        outside_moved: 'I am not a member of {{place}}. What was meant for it now goes to {{instead}}.',
        archived:
          '{{place}} is archived, and there is no other place for its messages. They wait until somebody retries them.',
        unknown:
          'I cannot find {{place}}, and there is no other place for its messages. They wait until somebody retries them.',
        outside:
          'I am not a member of {{place}}, and there is no other place for its messages. Invite me, then retry them.',
      },
      rejected: '{{platform}} refuses a message ({{reason}}). It waits until somebody retries it.',
      given_up: 'A message to {{place}} failed {{tries}} times. It waits until somebody retries it.',
    },
  },
  {
    notices: {
      earlier: 'Dette fortsætter {{earlier}}, som ikke længere kan ændres.',
      earlier_card: 'en tidligere besked',
      place_gone: {
        archived_moved: '{{place}} er arkiveret. Beskederne dertil sendes nu til {{instead}}.',
        unknown_moved: 'Jeg kan ikke finde {{place}}. Beskederne dertil sendes nu til {{instead}}.',
        outside_moved: 'Jeg er ikke medlem af {{place}}. Beskederne dertil sendes nu til {{instead}}.',
        archived:
          '{{place}} er arkiveret, og der er ikke et andet sted til beskederne. De venter, til nogen sender dem igen.',
        unknown:
          'Jeg kan ikke finde {{place}}, og der er ikke et andet sted til beskederne. De venter, til nogen sender dem igen.',
        outside:
          'Jeg er ikke medlem af {{place}}, og der er ikke et andet sted til beskederne. Invitér mig, og send dem så igen.',
      },
      rejected: '{{platform}} afviser en besked ({{reason}}). Den venter, til nogen sender den igen.',
      given_up:
        'En besked til {{place}} kunne ikke sendes efter {{tries}} forsøg. Den venter, til nogen sender den igen.',
    },
  },
)
