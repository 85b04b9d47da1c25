import { hours, minutes, seconds } from '../../src/kernel/duration.js'

/** Every number that Slack sets, in one place. Characters are Unicode code points; where documents differ, the smaller. */
export const limits = {
  /** Blocks of one message, of one form and of one Home tab. */
  blocks: { message: 50, modal: 100, home: 100 },
  blockId: 255,
  actionId: 255,
  /** Text of one section, and by our own rule of one rich_text block. */
  text: 3_000,
  contextElement: 2_000,
  contextElements: 10,
  /** `text` beside blocks: above 4,000 a post is split into several messages and an update is refused. */
  fallback: 3_500,
  actions: 25,
  /** Buttons shown side by side before the rest goes into a menu. */
  shownActions: 5,
  button: { text: 75, value: 2_000, url: 3_000 },
  confirm: { title: 100, text: 300, button: 30 },
  option: { text: 75, value: 75, description: 75 },
  options: 100,
  optionGroups: 100,
  overflow: 5,
  radio: 10,
  /** Files of one file_input. */
  files: 10,
  placeholder: 150,
  image: { alt: 2_000 },
  /** Description of a file. */
  file: { alt: 1_000 },
  table: { rows: 100, columns: 20, characters: 10_000 },
  input: { label: 2_000, hint: 2_000, text: 3_000 },
  view: { title: 24, button: 24, metadata: 3_000 },
  manifest: {
    commands: 50,
    command: 32,
    description: 2_000,
    hint: 1_000,
    shortcuts: 10,
    shortcut: 24,
    about: 150,
    callback: 255,
  },
  /** A response_url takes five posts in thirty minutes. */
  responseUrl: { uses: 5, life: minutes(30) },
  /** A signed request is fresh this long, before and after its stamp. */
  freshness: seconds(300),
  /** Bytes of one request; the largest form Slack sends is far below. */
  body: 4 * 1024 * 1024,
  /** Answers to the Web API that take longer have an unknown outcome. */
  webTimeout: seconds(10),
  /** One message a second and channel. */
  pace: seconds(1),
  editableFor: hours(1),
  /** Slack waits three seconds for every acknowledgement, and a trigger lives as long. */
  acknowledge: seconds(3),
} as const
