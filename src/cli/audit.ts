import { verifyAudit } from '../store/index.js'
import type { CliCall } from './command.js'
import { looking } from './looking.js'
import { print } from './terminal.js'

/** Walks the audit trail's chain of hashes and names the first entry that does not fit. Only reads. */
export async function verify({ config, terminal, voice, tell }: CliCall): Promise<number> {
  const verdict = await looking(config(), verifyAudit)
  if (verdict.kind === 'whole') {
    tell('audit.whole', { count: verdict.entries })
    return 0
  }
  print(terminal.errors, voice.say(`cli.audit.${verdict.why}`, { seq: verdict.seq }), voice.say('cli.audit.what_now'))
  return 1
}
