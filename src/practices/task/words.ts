import { words } from '../../chat/language.js'

/** Every sentence about tasks. */
export const taskWords = words(
  {
    task: {
      name: 'Task',
      list_title: 'Tasks: {{show}}',
      more: 'More …',
      output: 'What is known so far',
      by_itself: 'begins by itself',
      piece: 'Piece {{page}} of {{pages}}',
      next_piece: 'Next piece',
      states: {
        waiting: 'waiting for its turn',
        open: 'open',
        in_progress: 'in progress',
        failed: 'not done: a person is needed',
        done: 'done',
        cancelled: 'not needed',
      },
      verbs: {
        ready: 'Begin',
        take: 'Take it',
        assign: 'Assign',
        finish: 'Done',
        fail: 'It did not work …',
        retry: 'Try again',
        cancel: 'Not needed …',
      },
      menu: { assign: 'Assign to someone …', note: 'Write a note …', cancel: 'It is not needed …' },
      facts: {
        state: 'State',
        parent: 'Part of',
        service: 'Service',
        team: 'Team',
        assignee: 'Done by',
        after: 'Comes after',
        run: 'How',
      },
      asks: { ready: 'Who does it?', fail: 'Who sees to it?' },
      timeline: {
        opened: '{{actor}} asked for it.',
        ready: 'Its turn has come.',
        take: '{{actor}} took it: in progress.',
        assign: '{{actor}} gave it to {{assignee}}.',
        finish: '{{actor}} did it.',
        fail: '{{actor}} could not do it.',
        retry: '{{actor}} has it tried again.',
        cancel: '{{actor}} called it off.',
      },
    },
    choices: {
      task_show: { open: 'to do', waiting: 'waiting', failed: 'not done', all: 'all' },
      task_verb: { assign: 'assign', note: 'note', cancel: 'cancel', output: 'see the output' },
    },
    links: { part_of: { forward: 'part of', back: 'consists of' } },
    refusals: {
      task: {
        taken_already: {
          says: '{{number}} is already taken by {{assignee}}.',
          hint: 'Ask them, or assign it to somebody else with /task assign {{number}}.',
        },
        yours_already: { says: '{{number}} is yours already.', hint: 'Go on with it, or assign it to somebody else.' },
        not_an_agent: {
          says: '{{name}} does not do tasks here.',
          hint: 'Choose somebody with the agent role, or give them the role in desk.yaml.',
        },
        no_output: {
          says: '{{number}} has not been done by itself.',
          hint: 'What was done and said is in its thread and on its page.',
        },
        no_run: {
          says: '{{number}} is not done by itself.',
          hint: 'Take it, do it, and press “Done”.',
        },
      },
    },
  },
  {
    task: {
      name: 'Opgave',
      list_title: 'Opgaver: {{show}}',
      more: 'Mere …',
      output: 'Det vides indtil videre',
      by_itself: 'begynder af sig selv',
      piece: 'Stykke {{page}} af {{pages}}',
      next_piece: 'Næste stykke',
      states: {
        waiting: 'venter på sin tur',
        open: 'åben',
        in_progress: 'i gang',
        failed: 'ikke udført: et menneske må til',
        done: 'udført',
        cancelled: 'ikke nødvendig',
      },
      verbs: {
        ready: 'Begynd',
        take: 'Tag den',
        assign: 'Tildel',
        finish: 'Udført',
        fail: 'Det lykkedes ikke …',
        retry: 'Prøv igen',
        cancel: 'Ikke nødvendig …',
      },
      menu: { assign: 'Giv den til nogen …', note: 'Skriv en note …', cancel: 'Den er ikke nødvendig …' },
      facts: {
        state: 'Status',
        parent: 'Del af',
        service: 'Service',
        team: 'Team',
        assignee: 'Udføres af',
        after: 'Kommer efter',
        run: 'Hvordan',
      },
      asks: { ready: 'Hvem gør det?', fail: 'Hvem tager sig af det?' },
      timeline: {
        opened: '{{actor}} bad om den.',
        ready: 'Det er blevet dens tur.',
        take: '{{actor}} tog den: i gang.',
        assign: '{{actor}} gav den til {{assignee}}.',
        finish: '{{actor}} udførte den.',
        fail: '{{actor}} kunne ikke udføre den.',
        retry: '{{actor}} lader den prøve igen.',
        cancel: '{{actor}} aflyste den.',
      },
    },
    choices: {
      task_show: { open: 'skal gøres', waiting: 'venter', failed: 'ikke udført', all: 'alle' },
      task_verb: { assign: 'tildel', note: 'note', cancel: 'aflys', output: 'se udfaldet' },
    },
    links: { part_of: { forward: 'del af', back: 'består af' } },
    refusals: {
      task: {
        taken_already: {
          says: '{{number}} er allerede taget af {{assignee}}.',
          hint: 'Spørg dem, eller giv den til en anden med /task assign {{number}}.',
        },
        yours_already: { says: '{{number}} er allerede din.', hint: 'Gå videre med den, eller giv den til en anden.' },
        not_an_agent: {
          says: '{{name}} udfører ikke opgaver her.',
          hint: 'Vælg en med rollen agent, eller giv vedkommende rollen i desk.yaml.',
        },
        no_output: {
          says: '{{number}} er ikke blevet udført af sig selv.',
          hint: 'Det, der er gjort og sagt, står i dens tråd og på dens side.',
        },
        no_run: {
          says: '{{number}} udføres ikke af sig selv.',
          hint: 'Tag den, gør det, og tryk “Udført”.',
        },
      },
    },
  },
)
