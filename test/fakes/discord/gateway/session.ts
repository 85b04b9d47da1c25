import { WebSocket } from 'ws'
import type { Fields } from '../../fields.js'
import type { Hearing } from './intents.js'

/** One frame of a session, kept until the session ends so that it can be replayed. */
export interface Frame {
  readonly t: string
  readonly d: Fields
  readonly s: number
}

/** What was identified once; it outlives its socket. */
export interface Session extends Hearing {
  readonly id: string
  seq: number
  readonly sent: Frame[]
  socket: WebSocket | undefined
  /** Whether it can be resumed. */
  resumable: boolean
  /** Resumes so far. */
  resumes: number
}

export const transmit = (session: Session, frame: Frame): void => {
  if (session.socket?.readyState === WebSocket.OPEN) session.socket.send(JSON.stringify({ op: 0, ...frame }))
}

/** Numbers an event, keeps it, and sends it when the session has a socket. */
export const dispatchTo = (session: Session, t: string, d: Fields): Frame => {
  session.seq += 1
  const frame: Frame = { t, d, s: session.seq }
  session.sent.push(frame)
  transmit(session, frame)
  return frame
}
