import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { root } from '../../src/config.js'

describe('bin/frontdesk.js', () => {
  it('says what to do when the program was never built', () => {
    const home = mkdtempSync(join(tmpdir(), 'frontdesk-unbuilt-'))
    mkdirSync(join(home, 'bin'))
    cpSync(join(root, 'bin', 'frontdesk.js'), join(home, 'bin', 'frontdesk.mjs'))

    const { status, stderr } = spawnSync(process.execPath, [join(home, 'bin', 'frontdesk.mjs'), 'start'], {
      encoding: 'utf8',
    })

    expect(status).to.equal(1)
    expect(stderr).to.equal('Frontdesk has not been built yet: run npm ci, or npm run build, in its folder first.\n')
    rmSync(home, { recursive: true })
  })
})
