/** Lengths of elapsed time, in milliseconds. A "day" here is 24 hours; working days belong to the calendar. */
export const seconds = (n: number): number => n * 1_000
export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000

/** The instant that lies `milliseconds` after `at`. */
export const after = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds)
