import type { Language, Voice } from '../chat/language.js'
import type { CatalogueItem, Price } from '../organisation/index.js'
import type { Answers } from './answers.js'

/** An amount in hundredths, as it is written in a language: `CHF 12.50`, `12,50 CHF`. */
export function moneyText(amount: number, currency: string, language: Language): string {
  const format = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const
  return new Intl.NumberFormat(language, format).format(amount / 100)
}

/** What something costs, for one of what: `CHF 18 a night`; nothing at all is free of charge. */
export function priceText({ amount, currency, per }: Price, voice: Voice): string {
  if (amount === 0) return voice.say('catalogue.free')
  const price = moneyText(amount, currency, voice.language)
  return per ? voice.say('catalogue.price_per', { price, per: per[voice.language] }) : price
}

/** What so many of an item cost altogether, in hundredths, as its answers say for how long or for how many. */
export const totalOf = ({ price }: Pick<CatalogueItem, 'price'>, count: number, answers: Answers): number | undefined =>
  price && Math.round(price.amount * count * (price.times === undefined ? 1 : Number(answers[price.times] ?? 1)))
