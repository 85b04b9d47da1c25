import { inn } from '../../builders/inn.js'

/** The inn with a booking system: Reto answers for it, the maintenance gives and takes its rights. Ursina is above everybody. */
export const house = (more: Readonly<Record<string, string>> = {}, rights = ''): string =>
  inn({
    services: `
  heating: {name: {en: Heating, da: Varme}, team: maintenance, owner: reto}
  booking: {name: {en: Booking system, da: Bookingsystem}, team: maintenance, owner: reto}`,
    access: `
  rights:
    booking-user: {name: {en: Book rooms, da: Booke værelser}, service: booking, days: 90, warn: 14, excludes: booking-auditor}
    booking-auditor: {name: {en: Audit the takings, da: Revidere indtægterne}, service: booking, days: 365}
    boiler-room: {name: {en: Boiler room, da: Kedelrum}, service: heating, for: [team:maintenance, ursina], approvals: [manager]}${rights}`,
    ...more,
  })
