import { words } from '../chat/language.js'

/** What is said when two accounts become one person's, or cease to be. */
export const linkWords = words(
  {
    desk: {
      link: {
        title: 'Your accounts',
        nothing_yet: 'Nothing changes by that: what would change is shown first, and you are asked here, too.',
        question: 'Is {{goes}} the same person as {{stays}}?',
        name: 'Name from then on',
        accounts: 'Accounts that change hands',
        records: 'Open records that change hands',
        no_records: 'none',
        and_more: ' and {{count}} more',
        only_more: 'not for your eyes',
        gains: 'These accounts may then also',
        loses: 'What they may do no longer',
        gains_too: '{{name}} may then also',
        none: 'nothing',
        team: 'team {{name}}',
        until: 'Nothing changes until both sides have said yes. You have until {{until}}.',
        until_you: 'Nothing changes until you have said yes. You have until {{until}}.',
        waits_until:
          'You have said yes. The other side is asked in its direct conversation with the desk, until {{until}}.',
        yes: 'Yes, that is me',
        no: 'No',
        done: '{{accounts}} belongs to {{name}} now.',
        done_records: 'These records came along: {{records}}.',
        done_none: 'No open records came along.',
        undo: 'If that was wrong: {{command}}.',
        by: 'Done by {{name}}',
        ends: {
          asked:
            'Good. Now the other side is asked in its direct conversation with the desk; /desk link shows it there, too.',
          waits: 'You have said yes already. The other side has not answered yet.',
          early: 'The other side has to say yes first. Nothing was changed.',
          refused: 'Good: nothing was changed.',
          linked_before: 'These accounts are linked already. Nothing more was changed.',
          refused_before: 'It was refused, and nothing was changed.',
          over: 'This question is too old, or things have changed meanwhile. Nothing was changed; ask for a new code.',
        },
        unlink: 'Shall {{account}} no longer belong to {{name}}?',
        unlink_what:
          'It loses all rights of {{name}} at once. Records stay with {{name}}: who writes from that account afterwards is somebody new to the desk.',
        unlink_yes: 'Unlink it',
        unlinked: '{{account}} does not belong to {{name}} any more.',
        unlinked_records: 'It has no rights of theirs any more. Their records stay with {{name}}.',
      },
    },
  },
  {
    desk: {
      link: {
        title: 'Dine konti',
        nothing_yet: 'Det ændrer intet i sig selv: først vises det, hvad der ville ske, og du bliver også spurgt her.',
        question: 'Er {{goes}} den samme person som {{stays}}?',
        name: 'Navn fremover',
        accounts: 'Konti, der skifter ejer',
        records: 'Åbne sager, der følger med',
        no_records: 'ingen',
        and_more: ' og {{count}} til',
        only_more: 'ikke for dine øjne',
        gains: 'Kontiene må derefter også',
        loses: 'Det må de ikke længere',
        gains_too: '{{name}} må derefter også',
        none: 'intet',
        team: 'teamet {{name}}',
        until: 'Intet ændres, før begge sider har sagt ja. Du har tid til {{until}}.',
        until_you: 'Intet ændres, før du har sagt ja. Du har tid til {{until}}.',
        waits_until:
          'Du har sagt ja. Den anden side bliver spurgt i sin direkte samtale med servicedesken, indtil {{until}}.',
        yes: 'Ja, det er mig',
        no: 'Nej',
        done: '{{accounts}} tilhører nu {{name}}.',
        done_records: 'Disse sager fulgte med: {{records}}.',
        done_none: 'Ingen åbne sager fulgte med.',
        undo: 'Var det forkert, så skriv {{command}}.',
        by: 'Gjort af {{name}}',
        ends: {
          asked:
            'Godt. Nu bliver den anden side spurgt i sin direkte samtale med servicedesken; /desk link viser spørgsmålet dér.',
          waits: 'Du har allerede sagt ja. Den anden side har ikke svaret endnu.',
          early: 'Den anden side skal sige ja først. Intet er ændret.',
          refused: 'Godt: intet er ændret.',
          linked_before: 'Kontiene er allerede knyttet sammen. Der er ikke ændret mere.',
          refused_before: 'Der blev sagt nej, og intet er ændret.',
          over: 'Spørgsmålet er for gammelt, eller noget har ændret sig imens. Intet er ændret; bed om en ny kode.',
        },
        unlink: 'Skal {{account}} ikke længere tilhøre {{name}}?',
        unlink_what:
          'Kontoen mister straks alle rettigheder, {{name}} har. Sagerne bliver hos {{name}}: den, der siden skriver fra kontoen, er en ny for servicedesken.',
        unlink_yes: 'Frakobl den',
        unlinked: '{{account}} tilhører ikke længere {{name}}.',
        unlinked_records: 'Kontoen har ingen af deres rettigheder mere. Sagerne bliver hos {{name}}.',
      },
    },
  },
)
