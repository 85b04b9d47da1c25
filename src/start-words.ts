import { words } from './chat/language.js'

/** Sentences about the settings, and about a process that starts or cannot. */
export const startWords = words(
  {
    start: {
      open: '{{name}}: the desk is open at {{url}}',
      open_also: '{{name}}: the desk is open at {{url}}, and in {{platforms}}',
      why: {
        ENOENT: 'it does not exist',
        EACCES: 'this user may not',
        EISDIR: 'it is a folder',
        ENOTDIR: 'a part of its path is no folder',
        ECONNREFUSED: 'nobody answers there',
        ENOTFOUND: 'there is no machine of that name',
        SQLITE_CANTOPEN: 'this user may not, or it is no file',
        SQLITE_NOTADB: 'the file is no SQLite database',
      },
    },
    settings: {
      wrong: 'The settings are not right:',
      about: {
        PORT: 'Port of the console, and of Slack’s and Discord’s requests over HTTP. 0 takes any free one.',
        HOST: 'Address to listen on. Unless set, only this machine reaches the console.',
        PUBLIC_URL: 'Address under which people reach the pages in a browser; cards link to them once it is set.',
        DATABASE_URL:
          'sqlite:FILE or postgres://user:password@host/database. A relative file starts in Frontdesk’s own folder.',
        DESK_FILE:
          'The desk.yaml that is put in force when the database is new. Later changes go through frontdesk apply.',
        DATA_DIR:
          'Folder for what is no database: requests that wait, the socket of the command line. The SQLite file’s own folder, or data.',
        SCRIPTS_DIR:
          'Folder whose scripts may do tasks by themselves, as far as desk.yaml names them. Without it none is run.',
        LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent.',
        HEARTBEAT_URL:
          'Address that is called while the desk is well, so that a watcher outside notices when it is not. Keep it secret.',
        SLACK_BOT_TOKEN: 'The Slack app’s bot token, xoxb-… With it the desk is in Slack.',
        SLACK_APP_TOKEN: 'The app-level token, xapp-…, for Socket Mode: no public address is needed.',
        SLACK_SIGNING_SECRET:
          'The signing secret, for HTTP: Slack posts to /slack/events. Not needed with Socket Mode.',
        SLACK_API_URL: 'Another address of Slack’s Web API, for a proxy or a test.',
        DISCORD_TOKEN: 'The Discord application’s bot token. With it the desk is in Discord.',
        DISCORD_PUBLIC_KEY:
          'The application’s public key, for commands and buttons over HTTP: Discord posts to /discord/interactions.',
        DISCORD_API_URL: 'Another address of Discord’s API, for a proxy or a test.',
      },
      expected: {
        PORT: 'a number from 0 to 65535',
        PUBLIC_URL: 'an address such as https://desk.example.org',
        LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
        SLACK_API_URL: 'an address such as https://slack.com/api/',
        DISCORD_PUBLIC_KEY: 'the 64 characters of the application’s public key',
        DISCORD_API_URL: 'an address such as https://discord.com/api',
      },
      problems: {
        unexpected: '{{name}} is “{{value}}”, but {{expected}} is expected.',
        twice: 'Both {{name}} and {{name}}_FILE are set; keep one of them.',
        unreadable: '{{name}}_FILE names {{file}}, which cannot be read: {{why}}.',
        database: 'DATABASE_URL is not right: sqlite:FILE or postgres://user:password@host/database is expected.',
        heartbeat: 'HEARTBEAT_URL is not right: an address such as https://watch.example.org/desk is expected.',
        bot_token_missing: 'SLACK_BOT_TOKEN is missing: Slack needs it besides the other Slack settings.',
        wrong_token: '{{name}} does not begin with {{begins}}: it is another kind of token.',
        no_transport:
          'Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) besides SLACK_BOT_TOKEN.',
        discord_token_missing: 'DISCORD_TOKEN is missing: Discord needs it besides DISCORD_PUBLIC_KEY.',
        discord_token_wrong: 'DISCORD_TOKEN holds characters that no token of Discord’s has: copy it once more.',
      },
    },
    refusals: {
      start: {
        taken: {
          says: 'Another Frontdesk process is using {{file}}, and SQLite serves one process.',
          hint: 'Stop the other one, give this one a file of its own with DATABASE_URL=sqlite:other.sqlite, or move to PostgreSQL to run several.',
        },
        database: {
          says: 'The database {{where}} cannot be opened: {{why}}.',
          hint: 'Check DATABASE_URL, that the database is there, and that this user may open it. frontdesk doctor looks at all of it.',
        },
        desk_file: {
          says: 'The desk file {{file}} cannot be read: {{why}}.',
          hint: 'Name another one with DESK_FILE.',
        },
        port_taken: {
          says: 'Port {{port}} is taken by another program.',
          hint: 'Choose another one with PORT, such as PORT={{other}}.',
        },
        port_forbidden: {
          says: 'This user may not listen on port {{port}}.',
          hint: 'Choose a port above 1023 with PORT, and let a web server in front of the desk have the well-known one.',
        },
        host: {
          says: '{{host}} is not an address of this machine.',
          hint: 'Set HOST to 127.0.0.1, or to 0.0.0.0 to be reached from everywhere.',
        },
        platform: {
          says: '{{platform}} could not be connected: {{why}}.',
          hint: 'Run frontdesk doctor: it tells which setting is wrong.',
        },
      },
    },
  },
  {
    start: {
      open: '{{name}}: servicedesken er åben på {{url}}',
      open_also: '{{name}}: servicedesken er åben på {{url}} og i {{platforms}}',
      why: {
        ENOENT: 'den findes ikke',
        EACCES: 'denne bruger har ikke lov',
        EISDIR: 'det er en mappe',
        ENOTDIR: 'en del af stien er ikke en mappe',
        ECONNREFUSED: 'ingen svarer dér',
        ENOTFOUND: 'der er ingen maskine med det navn',
        SQLITE_CANTOPEN: 'denne bruger har ikke lov, eller det er ikke en fil',
        SQLITE_NOTADB: 'filen er ikke en SQLite-database',
      },
    },
    settings: {
      wrong: 'Der er fejl i indstillingerne:',
      about: {
        PORT: 'Port til konsollen og til Slacks og Discords forespørgsler over HTTP. 0 tager en, der er ledig.',
        HOST: 'Adressen, der lyttes på. Uden den kan kun denne maskine nå konsollen.',
        PUBLIC_URL: 'Adressen, som folk når siderne på i en browser; kortene linker til dem, når den er sat.',
        DATABASE_URL:
          'sqlite:FIL eller postgres://bruger:adgangskode@vært/database. En relativ sti regnes fra Frontdesks egen mappe.',
        DESK_FILE: 'Den desk.yaml, der tages i brug, når databasen er ny. Senere ændringer går gennem frontdesk apply.',
        DATA_DIR:
          'Mappe til det, der ikke er database: forespørgsler, der venter, og kommandolinjens socket. SQLite-filens egen mappe, eller data.',
        SCRIPTS_DIR:
          'Mappe, hvis scripts må udføre opgaver af sig selv, når desk.yaml nævner dem. Uden den køres ingen.',
        LOG_LEVEL: 'fatal, error, warn, info, debug, trace eller silent.',
        HEARTBEAT_URL:
          'Adresse, der kaldes, så længe servicedesken har det godt, så en udenforstående vagt opdager det, når den ikke har. Hold den hemmelig.',
        SLACK_BOT_TOKEN: 'Slack-appens bot-token, xoxb-… Med den er servicedesken i Slack.',
        SLACK_APP_TOKEN: 'App-level token, xapp-…, til Socket Mode: der kræves ingen offentlig adresse.',
        SLACK_SIGNING_SECRET: 'Signing secret, til HTTP: Slack sender til /slack/events. Unødvendig med Socket Mode.',
        SLACK_API_URL: 'En anden adresse på Slacks Web API, til en proxy eller en test.',
        DISCORD_TOKEN: 'Discord-appens bot-token. Med den er servicedesken i Discord.',
        DISCORD_PUBLIC_KEY:
          'Appens offentlige nøgle, til kommandoer og knapper over HTTP: Discord sender til /discord/interactions.',
        DISCORD_API_URL: 'En anden adresse på Discords API, til en proxy eller en test.',
      },
      expected: {
        PORT: 'et tal fra 0 til 65535',
        PUBLIC_URL: 'en adresse som https://desk.example.org',
        LOG_LEVEL: 'fatal, error, warn, info, debug, trace eller silent',
        SLACK_API_URL: 'en adresse som https://slack.com/api/',
        DISCORD_PUBLIC_KEY: 'de 64 tegn i appens offentlige nøgle',
        DISCORD_API_URL: 'en adresse som https://discord.com/api',
      },
      problems: {
        unexpected: '{{name}} er “{{value}}”, men der forventes {{expected}}.',
        twice: 'Både {{name}} og {{name}}_FILE er sat; behold den ene.',
        unreadable: '{{name}}_FILE nævner {{file}}, som ikke kan læses: {{why}}.',
        database:
          'DATABASE_URL er forkert: der forventes sqlite:FIL eller postgres://bruger:adgangskode@vært/database.',
        heartbeat: 'HEARTBEAT_URL er forkert: der forventes en adresse som https://vagt.example.org/desk.',
        bot_token_missing: 'SLACK_BOT_TOKEN mangler: Slack skal bruge den ud over de andre Slack-indstillinger.',
        wrong_token: '{{name}} begynder ikke med {{begins}}: det er en anden slags token.',
        no_transport:
          'Slack skal bruge SLACK_APP_TOKEN (Socket Mode) eller SLACK_SIGNING_SECRET (HTTP) ud over SLACK_BOT_TOKEN.',
        discord_token_missing: 'DISCORD_TOKEN mangler: Discord skal bruge den ud over DISCORD_PUBLIC_KEY.',
        discord_token_wrong: 'DISCORD_TOKEN indeholder tegn, som ingen token fra Discord har: kopiér den igen.',
      },
    },
    refusals: {
      start: {
        taken: {
          says: 'En anden Frontdesk-proces bruger {{file}}, og SQLite betjener kun én proces.',
          hint: 'Stop den anden, giv denne sin egen fil med DATABASE_URL=sqlite:anden.sqlite, eller skift til PostgreSQL for at køre flere.',
        },
        database: {
          says: 'Databasen {{where}} kan ikke åbnes: {{why}}.',
          hint: 'Tjek DATABASE_URL, at databasen findes, og at denne bruger må åbne den. frontdesk doctor gennemgår det hele.',
        },
        desk_file: {
          says: 'Desk-filen {{file}} kan ikke læses: {{why}}.',
          hint: 'Angiv en anden med DESK_FILE.',
        },
        port_taken: {
          says: 'Port {{port}} er optaget af et andet program.',
          hint: 'Vælg en anden med PORT, for eksempel PORT={{other}}.',
        },
        port_forbidden: {
          says: 'Denne bruger må ikke lytte på port {{port}}.',
          hint: 'Vælg en port over 1023 med PORT, og lad en webserver foran servicedesken få den velkendte.',
        },
        host: {
          says: '{{host}} er ikke en af denne maskines adresser.',
          hint: 'Sæt HOST til 127.0.0.1, eller til 0.0.0.0 for at kunne nås overalt fra.',
        },
        platform: {
          says: 'Der kunne ikke oprettes forbindelse til {{platform}}: {{why}}.',
          hint: 'Kør frontdesk doctor: den fortæller, hvilken indstilling der er forkert.',
        },
      },
    },
  },
)
