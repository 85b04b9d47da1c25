import { words } from '../chat/language.js'

/** What is said to whoever cannot ask, vote or hand over as they wished. */
export const approvalsWords = words(
  {
    refusals: {
      approvals: {
        nobody: {
          says: 'Nobody would be asked for this approval.',
          hint: 'Name at least one stage with those who may approve.',
        },
        nobody_in: {
          says: 'In “{{stage}}” nobody could vote: who raised the change has no vote on it.',
          hint: 'Name somebody else for this stage.',
        },
        weight: {
          says: 'In “{{stage}}” the weight of a vote is no whole number of 0 or more.',
          hint: 'Give each vote a weight such as 1 or 2.',
        },
        no_number: {
          says: 'The rule of “{{stage}}” does not say how many approvals it needs.',
          hint: 'Give it a count or a percentage above 0.',
        },
        veto_without_vote: {
          says: 'In “{{stage}}” {{person}} has a veto, but no vote.',
          hint: 'Give them a vote in this stage, or take the veto away.',
        },
        out_of_reach: {
          says: '“{{stage}}” could never be approved: its rule asks for more than its voters can give ({{count}} may vote).',
          hint: 'Lower the number or the quorum, or ask more people.',
        },
        within: {
          says: 'The time for “{{stage}}” is no whole number of minutes.',
          hint: 'Give at least one minute, or no time at all.',
        },
        asked_before: {
          says: 'This approval has been asked for already and is still open.',
          hint: 'Wait for the decision, or recall it first.',
        },
        none: {
          says: 'Nothing is to be decided about {{number}}.',
          hint: 'The card says what it waits for.',
        },
        unknown: {
          says: 'There is no such approval.',
          hint: 'Open the record and vote from its card.',
        },
        own: {
          says: 'You raised this yourself, so you have no vote on it.',
          hint: 'The others decide; you can recall it as long as it is not decided.',
        },
        for_you: {
          says: 'This is for yourself, so you have no vote on it, in nobody’s place either.',
          hint: 'The others decide.',
        },
        for_them: {
          says: 'It is for them: they cannot decide on it.',
          hint: 'Hand your vote to somebody else.',
        },
        returned: {
          says: 'Changes have been requested, so there is nothing to vote on at the moment.',
          hint: 'You are asked again when it has been resubmitted.',
        },
        approved: {
          says: 'It has been approved already.',
          hint: 'There is nothing left to do. If something is wrong with it, write that in the thread.',
        },
        rejected: {
          says: 'It has been rejected already.',
          hint: 'Whoever raised it can raise it anew.',
        },
        over: {
          says: 'This needs no decision any more: it was recalled or cancelled.',
          hint: 'There is nothing left to do.',
        },
        older: {
          says: 'It has changed since it was shown to you here, and a vote counts for what was shown.',
          hint: 'Look at the newest card and vote there.',
        },
        reason: {
          says: 'This answer needs a reason.',
          hint: 'Say in a sentence what stands in the way.',
        },
        voted: {
          says: 'Your vote has been cast already; it counts once.',
          hint: 'If you have changed your mind, write that in the thread before it is decided.',
        },
        not_yet: {
          says: 'It is not your turn yet: another stage is decided first.',
          hint: 'You are asked when your stage opens.',
        },
        stage_over: {
          says: 'Your stage has been decided already without your vote.',
          hint: 'There is nothing left to do. If something is wrong with it, write that in the thread.',
        },
        handed_over: {
          says: 'You have handed your vote to somebody else.',
          hint: 'Take it back first if you want to vote yourself.',
        },
        no_vote: {
          says: 'You have no vote on this.',
          hint: 'The card says who is asked. What you think of it can be written in the thread.',
        },
        to_raiser: {
          says: 'Whoever raised it can have no vote on it.',
          hint: 'Hand your vote to somebody else.',
        },
        nothing_to_hand_over: {
          says: 'You have no vote here that could be handed over or taken back.',
          hint: 'Once it has been cast it stays as it is.',
        },
        has_vote: {
          says: 'They have a vote of their own here, and nobody has two.',
          hint: 'Hand your vote to somebody else.',
        },
        not_yours: {
          says: 'Only whoever raised it can recall it.',
          hint: 'Ask them, or request changes.',
        },
        no_sight: {
          says: '{{number}} is private, and {{name}} may not see it.',
          hint: 'Name somebody who may, or have them let in first: /{{head}} private {{number}} admit:@…',
        },
        no_colleague: {
          says: '{{name}} has no duty here, so no vote can be given to them.',
          hint: 'Name somebody who works here.',
        },
        own_stand_in: {
          says: 'Nobody can stand in for themselves.',
          hint: 'Name somebody else.',
        },
        absence_over: {
          says: 'That absence would be over before it begins, or is over already.',
          hint: 'Give an end that lies after the beginning and is still to come.',
        },
      },
    },
  },
  {
    refusals: {
      approvals: {
        nobody: {
          says: 'Ingen ville blive spurgt om denne godkendelse.',
          hint: 'Angiv mindst ét trin med dem, der må godkende.',
        },
        nobody_in: {
          says: 'I “{{stage}}” kan ingen stemme: den, der har rejst ændringen, må ikke stemme om den.',
          hint: 'Angiv en anden til dette trin.',
        },
        weight: {
          says: 'I “{{stage}}” er vægten af en stemme ikke et helt tal på 0 eller mere.',
          hint: 'Giv hver stemme en vægt som 1 eller 2.',
        },
        no_number: {
          says: 'Reglen for “{{stage}}” siger ikke, hvor mange godkendelser der skal til.',
          hint: 'Angiv et antal eller en procentdel over 0.',
        },
        veto_without_vote: {
          says: 'I “{{stage}}” har {{person}} vetoret, men ingen stemme.',
          hint: 'Giv vedkommende en stemme i dette trin, eller fjern vetoretten.',
        },
        out_of_reach: {
          says: '“{{stage}}” kunne aldrig blive godkendt: reglen kræver mere, end deltagerne kan give ({{count}} må stemme).',
          hint: 'Sænk antallet eller kravet til fremmøde, eller spørg flere.',
        },
        within: {
          says: 'Fristen for “{{stage}}” er ikke et helt antal minutter.',
          hint: 'Angiv mindst ét minut, eller slet ingen frist.',
        },
        asked_before: {
          says: 'Der er allerede bedt om denne godkendelse, og den er stadig åben.',
          hint: 'Vent på afgørelsen, eller træk den tilbage først.',
        },
        none: {
          says: 'Der er ikke noget at afgøre om {{number}}.',
          hint: 'Kortet siger, hvad der ventes på.',
        },
        unknown: {
          says: 'Den godkendelse findes ikke.',
          hint: 'Åbn sagen, og stem fra dens kort.',
        },
        own: {
          says: 'Du har selv rejst sagen, så du kan ikke stemme om den.',
          hint: 'De andre afgør den; du kan trække den tilbage, så længe den ikke er afgjort.',
        },
        for_you: {
          says: 'Det er til dig selv, så du kan ikke stemme om det, heller ikke for andre.',
          hint: 'De andre afgør det.',
        },
        for_them: {
          says: 'Det er til dem selv: de kan ikke afgøre det.',
          hint: 'Overlad din stemme til en anden.',
        },
        returned: {
          says: 'Der er bedt om rettelser, så der er ikke noget at stemme om lige nu.',
          hint: 'Du bliver spurgt igen, når den er indsendt på ny.',
        },
        approved: {
          says: 'Den er allerede godkendt.',
          hint: 'Du behøver ikke gøre mere. Er der noget galt med den, så skriv det i tråden.',
        },
        rejected: {
          says: 'Den er allerede afvist.',
          hint: 'Den, der har rejst sagen, kan rejse den på ny.',
        },
        over: {
          says: 'Her skal ikke længere afgøres noget: den er trukket tilbage eller annulleret.',
          hint: 'Du behøver ikke gøre mere.',
        },
        older: {
          says: 'Den er ændret, siden den blev vist for dig her, og en stemme gælder det, der blev vist.',
          hint: 'Se det nyeste kort, og stem dér.',
        },
        reason: {
          says: 'Dette svar kræver en begrundelse.',
          hint: 'Sig med én sætning, hvad der står i vejen.',
        },
        voted: {
          says: 'Din stemme er allerede afgivet; den tæller én gang.',
          hint: 'Har du skiftet mening, så skriv det i tråden, inden sagen er afgjort.',
        },
        not_yet: {
          says: 'Det er ikke din tur endnu: et andet trin afgøres først.',
          hint: 'Du bliver spurgt, når dit trin åbner.',
        },
        stage_over: {
          says: 'Dit trin er allerede afgjort uden din stemme.',
          hint: 'Du behøver ikke gøre mere. Er der noget galt med sagen, så skriv det i tråden.',
        },
        handed_over: {
          says: 'Du har givet din stemme videre til en anden.',
          hint: 'Tag den tilbage først, hvis du selv vil stemme.',
        },
        no_vote: {
          says: 'Du har ingen stemme her.',
          hint: 'På kortet står, hvem der er spurgt. Din mening kan du skrive i tråden.',
        },
        to_raiser: {
          says: 'Den, der har rejst sagen, kan ikke få en stemme om den.',
          hint: 'Giv din stemme videre til en anden.',
        },
        nothing_to_hand_over: {
          says: 'Du har ingen stemme her, som kan gives videre eller tages tilbage.',
          hint: 'Når en stemme er afgivet, står den ved magt.',
        },
        has_vote: {
          says: 'Vedkommende har selv en stemme her, og ingen har to.',
          hint: 'Giv din stemme videre til en anden.',
        },
        not_yours: {
          says: 'Kun den, der har rejst sagen, kan trække den tilbage.',
          hint: 'Spørg vedkommende, eller bed om rettelser.',
        },
        no_sight: {
          says: '{{number}} er privat, og {{name}} må ikke se den.',
          hint: 'Angiv en, der må, eller få vedkommende lukket ind først: /{{head}} private {{number}} admit:@…',
        },
        no_colleague: {
          says: '{{name}} har ingen rolle her og kan derfor ikke få en stemme.',
          hint: 'Angiv en, der arbejder her.',
        },
        own_stand_in: {
          says: 'Ingen kan være sin egen stedfortræder.',
          hint: 'Angiv en anden.',
        },
        absence_over: {
          says: 'Det fravær ville slutte, før det begynder, eller er allerede forbi.',
          hint: 'Angiv en slutning, der ligger efter begyndelsen og stadig er i fremtiden.',
        },
      },
    },
  },
)
