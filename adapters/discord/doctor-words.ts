import { words } from '../../src/chat/language.js'

/** What an examination of Discord says. */
export const discordDoctorWords = words(
  {
    discord: {
      doctor: {
        connected: 'Discord takes the token: application {{id}}, servers: {{servers}}.',
        token: 'Discord does not take DISCORD_TOKEN: {{why}}.',
        token_hint: 'Reset the token under Bot in Discord’s developer portal, and set the new one.',
        nowhere: 'The desk is in no Discord server.',
        nowhere_hint: 'Open the link that frontdesk invite discord prints, and choose a server.',
        content: 'The Message Content Intent is off: answers in threads are heard only where they name the desk.',
        content_hint: 'Switch it on under Bot in Discord’s developer portal, and restart the desk.',
        members: 'The Server Members Intent is off: who leaves or changes roles is noticed within ten minutes only.',
        members_hint: 'Switch it on under Bot in Discord’s developer portal, and restart the desk.',
        gateway: 'This process is not at Discord’s gateway: another one is, or the connection is being taken up again.',
        gateway_hint: 'Nothing, when several processes share the desk; else look into the log of this one.',
        commands: 'Discord shows other commands than this version has.',
        commands_hint: 'Restart the desk: it registers them when it starts, and its log says why when it cannot.',
        clock: 'This machine’s clock and Discord’s are {{seconds}} seconds apart.',
        clock_hint: 'Let the machine take its time from the network (NTP).',
        no_server: 'The desk is not in the server of {{place}}.',
        no_server_hint: 'Let it in with frontdesk invite discord, or take the place out of desk.yaml.',
        other_server: 'The channel of {{place}} is in another server.',
        other_server_hint: 'Correct the place in desk.yaml: the server’s id stands first, then the channel’s.',
        rights: 'The desk lacks rights in {{place}}: {{rights}}.',
        rights_hint: 'Give them to the desk’s role, in the channel’s settings or the server’s.',
        closed: 'The desk cannot see {{place}}: {{why}}.',
        closed_hint: 'Let the desk’s role view the channel, or take the place out of desk.yaml.',
        events: 'The desk may make no events in the server {{server}}.',
        events_hint: 'Give its role the right Create Events, or take the server out of changes.events in desk.yaml.',
        events_closed: 'Discord did not tell about the server {{server}}: {{why}}.',
        events_closed_hint:
          'Let the desk in with frontdesk invite discord, or take the server out of changes.events in desk.yaml.',
        away: 'Discord did not tell about {{place}}: {{why}}.',
        away_hint: 'Run frontdesk doctor again in a minute.',
      },
    },
  },
  {
    discord: {
      doctor: {
        connected: 'Discord godtager tokenet: app {{id}}, servere: {{servers}}.',
        token: 'Discord godtager ikke DISCORD_TOKEN: {{why}}.',
        token_hint: 'Nulstil tokenet under Bot i Discords udviklerportal, og sæt det nye.',
        nowhere: 'Servicedesken er ikke på nogen Discord-server.',
        nowhere_hint: 'Åbn linket, som frontdesk invite discord udskriver, og vælg en server.',
        content: 'Message Content Intent er slået fra: svar i tråde høres kun, når de nævner servicedesken.',
        content_hint: 'Slå den til under Bot i Discords udviklerportal, og genstart servicedesken.',
        members:
          'Server Members Intent er slået fra: at nogen forlader serveren eller skifter rolle, opdages først inden for ti minutter.',
        members_hint: 'Slå den til under Bot i Discords udviklerportal, og genstart servicedesken.',
        gateway:
          'Denne proces er ikke på Discords gateway: det er en anden, eller forbindelsen er ved at blive genoptaget.',
        gateway_hint: 'Intet, når flere processer deler servicedesken; ellers se i denne proces’ log.',
        commands: 'Discord viser andre kommandoer, end denne version har.',
        commands_hint: 'Genstart servicedesken: den registrerer dem ved start, og loggen fortæller, hvis den ikke kan.',
        clock: 'Denne maskines ur og Discords er {{seconds}} sekunder fra hinanden.',
        clock_hint: 'Lad maskinen hente tiden fra nettet (NTP).',
        no_server: 'Servicedesken er ikke på den server, som {{place}} ligger på.',
        no_server_hint: 'Luk den ind med frontdesk invite discord, eller tag stedet ud af desk.yaml.',
        other_server: 'Kanalen i {{place}} ligger på en anden server.',
        other_server_hint: 'Ret stedet i desk.yaml: serverens id står først, derefter kanalens.',
        rights: 'Servicedesken mangler rettigheder i {{place}}: {{rights}}.',
        rights_hint: 'Giv dem til servicedeskens rolle, i kanalens indstillinger eller serverens.',
        closed: 'Servicedesken kan ikke se {{place}}: {{why}}.',
        closed_hint: 'Giv servicedeskens rolle adgang til kanalen, eller tag stedet ud af desk.yaml.',
        events: 'Servicedesken kan ikke oprette begivenheder på serveren {{server}}.',
        events_hint: 'Giv dens rolle rettigheden “Create Events”, eller tag serveren ud af changes.events i desk.yaml.',
        events_closed: 'Discord oplyste ikke noget om serveren {{server}}: {{why}}.',
        events_closed_hint:
          'Luk servicedesken ind med frontdesk invite discord, eller tag serveren ud af changes.events i desk.yaml.',
        away: 'Discord fortalte intet om {{place}}: {{why}}.',
        away_hint: 'Kør frontdesk doctor igen om et minut.',
      },
    },
  },
)
