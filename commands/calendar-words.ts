import { words } from '../src/chat/language.js'

/** What the commands about the calendar of changes do, and what they are called. */
export const changeCalendarCommandsWords = words(
  {
    names: { arguments: { span: 'span' } },
    commands: {
      change_calendar: {
        named: 'calendar',
        does: 'Show the changes of a week or a month',
        form: 'Calendar of changes',
        submit: 'Show',
        takes: { span: 'Week or month', from: 'Which one?', service: 'Service', page: 'Page' },
        hints: { from: 'A day in it; the present one unless you name a day' },
      },
      change_feed: {
        named: 'feed',
        does: 'Give the address of the calendar of changes',
        form: 'Changes as a calendar',
        submit: 'Show',
        takes: { service: 'Service', renew: 'A new address?' },
        hints: { renew: 'The old one is void then' },
      },
    },
    choices: { calendar_span: { week: 'Week', month: 'Month' } },
  },
  {
    names: { arguments: { span: 'spænd' } },
    commands: {
      change_calendar: {
        named: 'kalender',
        does: 'Vis en uges eller en måneds ændringer',
        form: 'Ændringskalenderen',
        submit: 'Vis',
        takes: { span: 'Uge eller måned', from: 'Hvilken?', service: 'Service', page: 'Side' },
        hints: { from: 'En dag i den; den aktuelle, hvis du ikke nævner en dag' },
      },
      change_feed: {
        named: 'abonnement',
        does: 'Giv adressen på ændringskalenderen',
        form: 'Ændringer som kalender',
        submit: 'Vis',
        takes: { service: 'Service', renew: 'En ny adresse?' },
        hints: { renew: 'Så gælder den gamle ikke længere' },
      },
    },
    choices: { calendar_span: { week: 'Uge', month: 'Måned' } },
  },
)
