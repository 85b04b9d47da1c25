import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { Taken, takeAlone } from '../../src/store/index.js'

const holder = join(import.meta.dirname, '..', 'crash', 'holder.js')

describe('A SQLite file', () => {
  let home: string
  let file: string
  let others: ChildProcess[]
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'frontdesk-alone-'))
    file = join(home, 'frontdesk.sqlite')
    others = []
  })
  afterEach(() => {
    for (const other of others) other.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true })
  })

  /** Another process that serves the file; resolves when it has it. */
  async function served(): Promise<ChildProcess> {
    const other = spawn(process.execPath, [holder, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    others.push(other)
    await once(other.stdout!, 'data')
    return other
  }

  it('serves one process: the second one is told why, and what to do', async () => {
    await served()

    const refused = await takeAlone(file).then(
      () => undefined,
      (error: unknown) => error,
    )

    expect(refused).to.be.instanceOf(Taken)
    expect(String(refused))
      .to.include('Another Frontdesk process is using')
      .and.include(file)
      .and.include('stop the other one')
      .and.include('DATABASE_URL=sqlite:')
      .and.include('PostgreSQL')
  })

  it('is free again when its process was killed, however hard', async () => {
    const other = await served()
    other.kill('SIGKILL')
    await once(other, 'exit')

    const lock = await takeAlone(file)

    await lock.release()
  })

  it('is free again when its process let it go', async () => {
    await (await takeAlone(file)).release()

    await (await takeAlone(file)).release()
  })
})
