import { zone } from './times.js'
import { say } from './words.js'

export interface MessageJson {
  readonly id: string
  readonly channel: string
  readonly thread?: string
  readonly author?: { readonly id: string; readonly name: string }
  readonly at: string
  readonly deleted: boolean
  readonly replies: number
  readonly html: string
}

/** What the page looks at in a card; it shows the markup. */
export interface CardJson {
  readonly tone: string
  readonly blocks: readonly { readonly kind: string }[]
}

export type Answer =
  | { readonly kind: 'whisper'; readonly card: CardJson; readonly html: string }
  | { readonly kind: 'said'; readonly message: MessageJson }
  | { readonly kind: 'form'; readonly html: string }
  | {
      readonly kind: 'problems'
      readonly fields: Readonly<Record<string, string>>
      readonly html: string
      readonly whisper: string
    }
  | { readonly kind: 'choices' }
  | { readonly kind: 'done' }
  | { readonly kind: 'late' }

export interface Trouble {
  readonly code: string
  readonly says: string
  readonly hint: string
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble }

/** An id for one thing that a person does. It stays the same through every retry, so that it is done once. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

interface Sending {
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** Called while the desk cannot be reached, and with false when it can again. */
  readonly waiting?: (waits: boolean) => void
}

/**
 * Sends until there is an answer: while the desk cannot be reached it tries again with the same id, after the time the
 * desk named or ever longer pauses. A refusal is an answer.
 */
export async function send<T = { readonly answer: Answer; readonly message?: MessageJson }>(
  sending: Sending,
): Promise<Result<T>> {
  for (let attempt = 0; ; attempt++) {
    const response = await attemptOf(sending)
    if (response && ![502, 503, 504].includes(response.status)) {
      sending.waiting?.(false)
      return resultOf<T>(response)
    }
    sending.waiting?.(true)
    const named = Number(response?.headers.get('retry-after') ?? 0) * 1_000
    await pause(named || Math.min(15_000, 1_000 * 2 ** attempt))
  }
}

async function attemptOf({ method, path, body }: Sending): Promise<Response | undefined> {
  try {
    return await fetch(`/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
      body: JSON.stringify({ ...body, zone }),
    })
  } catch {
    return undefined
  }
}

export async function read<T>(path: string, signal?: AbortSignal): Promise<Result<T>> {
  try {
    return await resultOf<T>(await fetch(`/api${path}`, signal ? { signal } : {}))
  } catch {
    return { ok: false, trouble: { code: 'unreachable', says: '', hint: '' } }
  }
}

/** Sends a file as it is; what it is called stands in the address, since headers take no letters but English ones. */
export async function upload<T>(file: File): Promise<Result<T>> {
  const headers = { 'content-type': file.type || 'application/octet-stream', 'x-frontdesk': '1' }
  try {
    const path = `/api/files?${new URLSearchParams({ name: file.name })}`
    return await resultOf<T>(await fetch(path, { method: 'POST', headers, body: file }))
  } catch {
    return { ok: false, trouble: { code: 'unreachable', says: say('offline'), hint: '' } }
  }
}

async function resultOf<T>(response: Response): Promise<Result<T>> {
  const body = await response.json().catch(() => ({}))
  if (response.ok) return { ok: true, value: body as T }
  const trouble = (body as { error?: Trouble }).error ?? { code: 'unreadable', says: response.statusText, hint: '' }
  return { ok: false, trouble }
}

/** Ends early when the browser is online again. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    addEventListener('online', done)
  })
}
