import { offer } from '../src/chat/command.js'
import { bookingsCard, catalogueDesk, command } from '../src/desk/index.js'

/** Who has what of something of which there is only so much. */
export const catalogueBookings = command({
  name: 'catalogue bookings',
  takes: { item: offer() },
  who: 'agent',
  example: '/catalogue bookings parking',
  reads: true,
  run: async ({ desk, voice }, { item }) => ({
    kind: 'whisper',
    card: await bookingsCard(desk, catalogueDesk(desk).item(item), voice),
  }),
})
