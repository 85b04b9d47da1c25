import { type Figure, tableOf } from './figure.js'
import { agenda } from './parts/agenda.js'
import { archive } from './parts/archive.js'
import { type Around, openAround } from './parts/around.js'
import { businessTime } from './parts/business-time.js'
import { calendar } from './parts/calendar.js'
import { catalogue } from './parts/catalogue.js'
import { catchUp } from './parts/catch-up.js'
import { conflicts } from './parts/conflicts.js'
import { discord } from './parts/discord.js'
import { help } from './parts/help.js'
import { home } from './parts/home.js'
import { impact } from './parts/impact.js'
import { importing } from './parts/import.js'
import { memory } from './parts/memory.js'
import { order } from './parts/order.js'
import { report } from './parts/report.js'
import { stall } from './parts/stall.js'
import { stock } from './parts/stock.js'
import { sweep } from './parts/sweep.js'
import { warning } from './parts/warning.js'

/** Measures what the program costs, each figure beside its limit in the same run: JSON on stdout, a table on stderr. */

const parts: Readonly<Record<string, (around: Around) => Promise<readonly Figure[]>>> = {
  help,
  report,
  order,
  home,
  stall,
  stock,
  archive,
  agenda,
  conflicts,
  impact,
  import: importing,
  calendar,
  catalogue,
  'catch-up': catchUp,
  memory,
  'business-time': businessTime,
  discord,
  sweep,
  warning,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. The parts are: ${Object.keys(parts).join(', ')}.\n`)
  process.exit(1)
}

const figures: Figure[] = []
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const measure = parts[name]
  if (!measure) continue
  process.stderr.write(`${name} …\n`)
  const around = await openAround()
  figures.push(...(await measure(around)))
  await around.end()
}
process.stdout.write(`${JSON.stringify({ node: process.version, figures }, undefined, 2)}\n`)
process.stderr.write(`\n${tableOf(figures)}\n`)
process.exit(0)
