import Mocha from 'mocha'

/** Mocha's own `dot` report, and at the very end one line with the real counts, which CI reads. */
export default class Counting extends Mocha.reporters.Dot {
  override done(failures: number, fn?: (failures: number) => void): void {
    const { passes = 0, pending = 0 } = this.stats ?? {}
    process.stdout.write(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`)
    fn?.(failures)
  }
}
