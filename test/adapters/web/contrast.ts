/// <reference lib="dom" />
import type { Page } from 'playwright-core'

/** Texts on the page that stand out from their ground by less than 4.5 to 1 (WCAG 2.2, 1.4.3), with the ratio. */
export const faintTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const numbersIn = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const light = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = numbersIn(colour)
        .slice(0, 3)
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const groundOf = (element: Element | null): string => {
      if (!element) return 'rgb(255, 255, 255)'
      const { backgroundColor } = getComputedStyle(element)
      return (numbersIn(backgroundColor)[3] ?? 1) > 0.9 ? backgroundColor : groundOf(element.parentElement)
    }
    const hasWords = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    return [...document.querySelectorAll('body *')]
      .filter(
        (element) => hasWords(element) && element.checkVisibility() && !element.closest('.unseen, .skip, .unread'),
      )
      .map((element) => {
        const [one, other] = [light(getComputedStyle(element).color), light(groundOf(element))]
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
        return { ratio, words: `${element.textContent?.trim().slice(0, 30)} (${ratio.toFixed(2)})` }
      })
      .filter(({ ratio }) => ratio < 4.5)
      .map(({ words }) => words)
  })
