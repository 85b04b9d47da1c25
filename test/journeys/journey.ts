import type { Channel, Person } from './hotel.js'

/** What a journey needs of a platform: people who act and look, and a world that goes wrong now and then. */
export interface Journey {
  readonly name: string
  /** A person of the story, on this platform, in their own language. */
  seat(person: Person): Promise<Seat>
  /** How somebody is named in a command that is typed. */
  mention(person: Person): string
  /** Kills the process and starts it again. */
  crash(): Promise<void>
  /** Lets something go wrong with what comes next. A platform that cannot fail like that lets it be. */
  disturb(how: 'busy' | 'answer lost'): void
  /** Brings the newest thing that a person said twice more. */
  repeat(): Promise<void>
  /** The sentences of the record page's timeline, as a person of the desk reads them. */
  page(number: string): Promise<readonly string[]>
  /** Throws when the platform has anything to complain of. */
  check(): void | Promise<void>
  close(): Promise<void>
}

export type { Channel, Person }

/** Where a method takes `on`, it is the number of the record that is meant; the first card of the channel without. */
export interface Seat {
  /** Types a slash command in a channel; a value of several words stands in quotes. */
  types(command: string, channel: Channel): Promise<void>
  /** Waits for the form, fills it in by field names, submits it, and gives its title. */
  fills(values: Readonly<Record<string, string>>): Promise<string>
  /**
   * Presses a button on the newest message in a channel, or in the thread of its card, that has it; of a record that is
   * named on its card, if that has it.
   */
  presses(label: string, channel: Channel, on?: string): Promise<void>
  /** Writes in the thread of the record's card. */
  writes(text: string, channel: Channel, on?: string): Promise<void>
  /** Writes to the desk in the thread of the record's card. */
  orders(text: string, channel: Channel, on?: string): Promise<void>
  /** The cards of records that stand in a channel, as text. */
  cards(channel: Channel): Promise<readonly string[]>
  /** What the desk said in the thread of the card in a channel, oldest first: the first line of each. */
  thread(channel: Channel, on?: string): Promise<readonly string[]>
  /** What only this person was shown, and what the desk said in their own conversation with it. */
  whispers(): Promise<readonly string[]>
  /** Opens the home page, where the platform has one, and gives what it says. */
  home(): Promise<string>
  /** Presses what is labelled so on the home page that they have open, or picks it from a menu there. */
  goes(label: string): Promise<void>
  /**
   * Presses a button on the newest thing that only this person was shown, or that the desk said to them alone. Of several
   * in a list it is the one that stands beside these words.
   */
  picks(label: string, beside?: string): Promise<void>
  /** Sends the form filled in as it may not be, and gives what is said about it; the form is there to be filled in again. */
  errs(values: Readonly<Record<string, string>>): Promise<string>
}

const patience = 40_000
const between = 50

/** Looks again and again until it holds; throws with what was seen last. */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  holds: (seen: T) => boolean | Promise<boolean>,
  within = patience,
): Promise<T> {
  const end = performance.now() + within
  for (;;) {
    const seen = await look()
    if (await holds(seen)) return seen
    if (performance.now() > end)
      throw new Error(`${what} did not come about; last seen: ${JSON.stringify(seen, null, 1)}`)
    await new Promise((resolve) => setTimeout(resolve, between))
  }
}
