import type { Phrase } from '../kernel/errors.js'
import { saying } from './outcome.js'
import type { Told } from './table.js'

/** Puts what was ordered in the place of its marks. What was not answered is empty. */
export function fill(text: string, told: Told): string {
  return text.replace(/\{([a-z]+(?::[^{}]*)?)\}/g, (mark, name: string) => meaningOf(name, told) ?? mark)
}

function meaningOf(name: string, told: Told): string | undefined {
  if (name.startsWith('field:')) {
    const id = name.slice('field:'.length)
    return Object.hasOwn(told.fields, id) ? (told.fields[id] ?? '') : ''
  }
  switch (name) {
    case 'number':
    case 'task':
    case 'step':
      return told[name]
    case 'item':
      return told.item ?? ''
    case 'count':
      return told.count?.toString() ?? ''
    case 'for':
      return told.for?.id ?? ''
    default:
      return undefined
  }
}

/**
 * The arguments of a script. What somebody typed can never become an option of the program: where an argument begins with
 * a mark and its value with a hyphen, nothing is run. In the middle of an argument, as in `--plate={field:plate}`, any
 * value is part of it.
 */
export function filledArguments(
  args: readonly string[],
  told: Told,
): { readonly args: readonly string[] } | { readonly wrong: Phrase } {
  const filled = args.map((arg) => fill(arg, told))
  for (const [nth, arg] of filled.entries()) {
    const typed = args[nth] ?? ''
    if (arg.startsWith('-') && !typed.startsWith('-')) return { wrong: saying('tried.option', { arg: typed }) }
    if (arg.includes('\0')) return { wrong: saying('tried.unfit', { arg: typed }) }
  }
  return { args: filled }
}
