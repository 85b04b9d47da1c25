import { words } from '../src/chat/language.js'

/** What the commands about promises do, and what they are called. */
export const slaCommandsWords = words(
  {
    names: { heads: { sla: 'sla' }, arguments: { for: 'for' } },
    commands: {
      sla_show: {
        named: 'show',
        does: 'Show what was promised for a record',
        form: 'Promises',
        submit: 'Show',
        takes: { record: 'Which record?' },
      },
      sla_explain: {
        named: 'explain',
        does: 'Show how its due times are reckoned',
        form: 'Explain',
        submit: 'Explain',
        takes: { record: 'Which record?' },
      },
      sla_which: {
        named: 'which',
        does: 'Show which agreements count, and why',
        form: 'Agreements',
        submit: 'Show',
        takes: { record: 'Which record?' },
      },
      'sla_at-risk': {
        named: 'at-risk',
        does: 'List what is due today',
        form: 'At risk',
        submit: 'Show',
        takes: { team: 'Of which team?' },
      },
      sla_breached: {
        named: 'breached',
        does: 'List broken promises',
        form: 'Broken promises',
        submit: 'Show',
        takes: { team: 'Of which team?' },
      },
      sla_simulate: {
        named: 'simulate',
        does: 'Try an edited desk file on what has been',
        form: 'Simulate',
        submit: 'Simulate',
        takes: { files: 'The edited desk file' },
      },
      sla_ack: {
        named: 'ack',
        does: 'Say that you look after what presses',
        form: 'Acknowledge',
        submit: 'Acknowledge',
        takes: { record: 'Which record?' },
      },
      sla_snooze: {
        named: 'snooze',
        does: 'Have warnings wait for a while',
        form: 'Snooze',
        submit: 'Snooze',
        takes: { record: 'Which record?', for: 'For how long?' },
      },
    },
  },
  {
    names: { heads: { sla: 'aftale' }, arguments: { for: 'hvor-længe' } },
    commands: {
      sla_show: {
        named: 'vis',
        does: 'Vis, hvad der er lovet for en sag',
        form: 'Løfter',
        submit: 'Vis',
        takes: { record: 'Hvilken sag?' },
      },
      sla_explain: {
        named: 'forklar',
        does: 'Vis, hvordan fristerne er regnet ud',
        form: 'Forklar',
        submit: 'Forklar',
        takes: { record: 'Hvilken sag?' },
      },
      sla_which: {
        named: 'hvilken',
        does: 'Vis, hvilke aftaler der gælder, og hvorfor',
        form: 'Aftaler',
        submit: 'Vis',
        takes: { record: 'Hvilken sag?' },
      },
      'sla_at-risk': {
        named: 'i-fare',
        does: 'Vis, hvad der har frist i dag',
        form: 'I fare',
        submit: 'Vis',
        takes: { team: 'Hvilket team?' },
      },
      sla_breached: {
        named: 'brudt',
        does: 'Vis brudte løfter',
        form: 'Brudte løfter',
        submit: 'Vis',
        takes: { team: 'Hvilket team?' },
      },
      sla_simulate: {
        named: 'simulér',
        does: 'Prøv en redigeret desk-fil på det, der har været',
        form: 'Simulér',
        submit: 'Simulér',
        takes: { files: 'Den redigerede desk-fil' },
      },
      sla_ack: {
        named: 'kvittér',
        does: 'Sig, at du tager dig af det, der haster',
        form: 'Kvittér',
        submit: 'Kvittér',
        takes: { record: 'Hvilken sag?' },
      },
      sla_snooze: {
        named: 'udsæt',
        does: 'Lad varsler vente et stykke tid',
        form: 'Udsæt',
        submit: 'Udsæt',
        takes: { record: 'Hvilken sag?', for: 'Hvor længe?' },
      },
    },
  },
)
