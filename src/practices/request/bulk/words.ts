import { words } from '../../../chat/language.js'

/** Sentences about many orders at once. */
export const requestBulkWords = words(
  {
    request: {
      import: {
        right_one: 'One order is right',
        right_other: '{{count}} orders are right',
        wrong_one: 'One row is wrong, and nothing was ordered',
        wrong_other: '{{count}} rows are wrong, and nothing was ordered',
        nothing: 'All of it was ordered before',
        row: 'Line {{line}}: {{what}}',
        there: 'Line {{line}}: ordered already, {{number}}',
        take_one: 'Order it',
        take_other: 'Order all {{count}}',
        done_zero: 'All of it was ordered before',
        done_one: 'Ordered: one request',
        done_other: 'Ordered: {{count}} requests',
      },
      export: {
        title: 'The requests you may see, as a file',
        at: 'It is made when you fetch it, with what you may see at that moment.',
        nowhere: 'The desk has no pages here.',
      },
    },
    choices: { table_format: { csv: 'CSV, for spreadsheets', json: 'JSON, for programs' } },
    refusals: {
      request: {
        import_no_file: {
          says: 'A file is needed.',
          hint: 'Attach a CSV file with a line of names, such as item, count, for, and those of the item’s fields.',
        },
        import_no_columns: {
          says: 'The first line names no column “item”.',
          hint: 'Columns are item, count, for, wanted and note, and the ids of the items’ fields.',
        },
        import_twice: { says: 'The column “{{name}}” stands there twice.', hint: 'Keep one of them.' },
        import_empty: { says: 'The file has no rows.', hint: 'Each row below the first line is one order.' },
        import_too_many: {
          says: 'The file has {{count}} rows; {{most}} at most are ordered at once.',
          hint: 'Make several files of it.',
        },
        import_no_csv: {
          says: 'Line {{line}} cannot be read as CSV.',
          hint: 'Look for quotes that are not closed, and save the file as CSV in UTF-8.',
        },
        import_field: {
          says: '{{item}} does not ask for “{{id}}”.',
          hint: 'Leave that cell empty, or use the id of one of its fields.',
        },
        import_row: { says: 'Line {{line}}: {{why}} Nothing was ordered.', hint: 'Mend the file and import it again.' },
        import_stale: {
          says: 'What was looked at is kept for a day, and by now it is gone.',
          hint: 'Import the file once more: what was ordered out of it already is not ordered again.',
        },
      },
    },
  },
  {
    request: {
      import: {
        right_one: 'Én bestilling er i orden',
        right_other: '{{count}} bestillinger er i orden',
        wrong_one: 'Én række er forkert, og intet er bestilt',
        wrong_other: '{{count}} rækker er forkerte, og intet er bestilt',
        nothing: 'Alt er bestilt tidligere',
        row: 'Linje {{line}}: {{what}}',
        there: 'Linje {{line}}: allerede bestilt, {{number}}',
        take_one: 'Bestil den',
        take_other: 'Bestil alle {{count}}',
        done_zero: 'Alt er bestilt tidligere',
        done_one: 'Bestilt: én anmodning',
        done_other: 'Bestilt: {{count}} anmodninger',
      },
      export: {
        title: 'De bestillinger, du må se, som fil',
        at: 'Den laves, når du henter den, med det, du må se i det øjeblik.',
        nowhere: 'Servicedesken har ingen sider her.',
      },
    },
    choices: { table_format: { csv: 'CSV, til regneark', json: 'JSON, til programmer' } },
    refusals: {
      request: {
        import_no_file: {
          says: 'Der mangler en fil.',
          hint: 'Vedhæft en CSV-fil med en linje med navne som item, count, for og dem på ydelsens felter.',
        },
        import_no_columns: {
          says: 'Første linje har ingen kolonne “item”.',
          hint: 'Kolonnerne er item, count, for, wanted og note samt id’erne på ydelsernes felter.',
        },
        import_twice: { says: 'Kolonnen “{{name}}” står der to gange.', hint: 'Behold den ene.' },
        import_empty: { says: 'Filen har ingen rækker.', hint: 'Hver række under første linje er én bestilling.' },
        import_too_many: {
          says: 'Filen har {{count}} rækker; højst {{most}} bestilles på én gang.',
          hint: 'Del den i flere filer.',
        },
        import_no_csv: {
          says: 'Linje {{line}} kan ikke læses som CSV.',
          hint: 'Se efter anførselstegn, der ikke er lukket, og gem filen som CSV i UTF-8.',
        },
        import_field: {
          says: '{{item}} spørger ikke om “{{id}}”.',
          hint: 'Lad cellen være tom, eller brug id’et på et af felterne.',
        },
        import_row: { says: 'Linje {{line}}: {{why}} Intet er bestilt.', hint: 'Ret filen, og importér den igen.' },
        import_stale: {
          says: 'Det, der blev set på, gemmes en dag, og nu er det væk.',
          hint: 'Importér filen igen: det, der allerede er bestilt ud fra den, bestilles ikke igen.',
        },
      },
    },
  },
)
