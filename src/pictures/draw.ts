import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { renderAsync } from '@resvg/resvg-js'
import * as echarts from 'echarts/core'
import 'echarts/lib/chart/bar'
import 'echarts/lib/chart/line'
import 'echarts/lib/component/graphic'
import 'echarts/lib/component/gridSimple'
import 'echarts/lib/component/markArea'
import 'echarts/lib/component/markLine'
import { SVGRenderer } from 'echarts/renderers'
import type { Look, Picture } from '../chat/picture.js'
import { unreachable } from '../kernel/errors.js'
import { chartOf, size } from './chart.js'
import { columnsOf } from './columns.js'
import { graphOf } from './graph.js'
import { goneSvg } from './photo.js'
import { scheduleOf } from './schedule.js'

/** What draws: it is loaded in the thread that does so, and nowhere else. */

echarts.use([SVGRenderer])

export async function svgOf(picture: Picture, look: Look): Promise<string> {
  switch (picture.kind) {
    case 'network':
      return graphOf(picture, look)
    case 'schedule':
      return scheduleOf(picture, look)
    case 'photo':
      return goneSvg(picture)
    default:
      return charted(picture, look)
  }
}

type Charted = Exclude<Picture, { kind: 'network' | 'schedule' | 'photo' }>

function charted(picture: Charted, look: Look): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption(optionOf(picture, look))
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

function optionOf(picture: Charted, look: Look) {
  switch (picture.kind) {
    case 'burn-down':
      return chartOf(picture, look)
    case 'columns':
      return columnsOf(picture, look)
    default:
      return unreachable(picture)
  }
}

/** Points of a telephone's screen for each of ours. */
const density = 3

/** Broader pictures are made smaller: platforms show no more. */
const widest = 800

const widthOf = (svg: string): number => Number(/<svg[^>]*\swidth="([\d.]+)/.exec(svg)?.[1] ?? size.width)

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')

/** The machine's own fonts are not looked at: the picture is the same everywhere. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const drawn = await renderAsync(svg, {
    background: '#ffffff',
    fitTo: { mode: 'width', value: Math.max(size.width, Math.min(widthOf(svg), widest)) * density },
    font: {
      loadSystemFonts: false,
      fontFiles: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(fonts, file)),
      defaultFontFamily: 'DejaVu Sans',
    },
  })
  return drawn.asPng()
}
