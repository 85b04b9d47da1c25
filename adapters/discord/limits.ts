/**
 * What Discord takes, in one table. Lengths are counted in UTF-16 units, the stricter of the counts that Discord may
 * mean; where its sources disagree the smaller number stands here. All are Discord's own unless a line says otherwise.
 */
export const limits = {
  /** Discord: application commands. Counted for the global scope, and again for each guild. */
  command: {
    chat: 100,
    user: 15,
    message: 15,
    /** Creations a day and guild; error 30034. */
    createsADay: 200,
    name: 32,
    description: 100,
    options: 25,
    choices: 25,
    choiceName: 100,
    choiceValue: 100,
    /** `min_length` and `max_length` of a text option. */
    optionText: 6_000,
    /** Names, descriptions and values of one command together; the longest translation counts. */
    total: 8_000,
  },
  /** Discord: receiving and responding. Milliseconds. */
  interaction: {
    /** Until the first response; then error 10062. */
    respond: 3_000,
    /** How long the token takes edits and follow-ups. */
    token: 15 * 60_000,
    autocomplete: 25,
    /** Ours: how far off the timestamp of a signed request may be. Discord names no figure. Milliseconds. */
    freshness: 5 * 60_000,
  },
  /** Discord: gateway. */
  gateway: {
    identifiesADay: 1_000,
    sendsAMinute: 120,
    /** Bytes of one sent frame; close code 4002. */
    frame: 4_096,
    guildsAShard: 2_500,
  },
  /** Discord: rate limits. Routes have buckets of their own besides, which are read from the answers' headers. */
  rate: {
    requestsASecond: 50,
    /** Answers 401, 403 and 429 in ten minutes before the address is banned. */
    invalidInTenMinutes: 10_000,
    /** Changes of a channel's name or topic in ten minutes; undocumented. */
    renamesInTenMinutes: 2,
    /** Milliseconds after which edits of a message are slowed down (3 in 6 s a channel, error 30046). */
    oldMessage: 60 * 60_000,
  },
  message: {
    /** Components V2: all components, nested ones too. */
    components: 40,
    /** All text displays together; Discord refuses above this. */
    text: 4_000,
    /** What we fill a message with: room is left for what Discord counts and does not say. */
    ourText: 3_800,
    /** UTF-8 bytes of all text; Discord was seen to answer 500 above some 10,170. */
    ourBytes: 9_000,
    content: 2_000,
    embeds: 10,
    embedText: 6_000,
    attachments: 10,
    altText: 1_024,
    /** Bytes of one file, unless the interaction names another figure. */
    file: 10 * 1024 * 1024,
    /** Bytes of the whole request. */
    request: 25 * 1024 * 1024,
    nonce: 25,
    /** Accounts in `allowed_mentions.users`. */
    mentions: 100,
  },
  component: {
    customId: 100,
    buttons: 5,
    buttonLabel: 80,
    buttonUrl: 512,
    options: 25,
    optionLabel: 100,
    optionValue: 100,
    optionDescription: 100,
    placeholder: 150,
    sectionTexts: 3,
    gallery: 10,
  },
  modal: {
    title: 45,
    /** At top level. The specification says 40, the documentation 5. */
    components: 5,
    label: 45,
    description: 100,
    input: 4_000,
    inputPlaceholder: 100,
    radioLeast: 2,
    radioMost: 10,
    files: 10,
  },
  /** Discord: threads and forums. */
  thread: {
    name: 100,
    members: 1_000,
    /** Minutes of silence after which a thread leaves the list. */
    archiveAfter: [60, 1_440, 4_320, 10_080],
    forumTags: 20,
    forumTagsOnPost: 5,
    forumTagName: 20,
  },
  guild: {
    channels: 500,
    channelsInCategory: 50,
    roles: 250,
    scheduledEvents: 100,
    eventName: 100,
    eventDescription: 1_000,
    eventLocation: 100,
  },
  poll: { question: 300, answers: 10, answer: 55, hours: 768 },
  webhookName: 80,
  auditReason: 512,
  /** Our own: answers that take longer have an unknown outcome. Milliseconds. */
  restTimeout: 10_000,
  /** Our own: a post with a known nonce is answered with the first one for "the past few minutes". Milliseconds. */
  nonceLife: 2 * 60_000,
} as const
