/**
 * An option `wifi/slow` of one menu belongs to the option `wifi` of another: once that is chosen, it is offered with it
 * alone; and who picks it first has chosen that one too.
 */
export function narrowMenus(form: HTMLFormElement): void {
  const menus = [...form.querySelectorAll('select')]
  for (const narrow of menus) {
    const all = [...narrow.options]
    const wide = menus.find((menu) => menu !== narrow && all.some((option) => ownerOf(option, menu) !== undefined))
    if (!wide) continue
    const offer = (): void => {
      const chosen = narrow.value
      narrow.replaceChildren(...all.filter((option) => !wide.value || belongs(option, wide)))
      narrow.value = [...narrow.options].some(({ value }) => value === chosen) ? chosen : ''
    }
    wide.addEventListener('change', offer)
    narrow.addEventListener('change', () => {
      const [option] = narrow.selectedOptions
      const owner = option && ownerOf(option, wide)
      if (!owner || wide.value === owner) return
      wide.value = owner
      offer()
    })
    form.addEventListener('restored', offer)
    offer()
  }
}

function belongs(option: HTMLOptionElement, wide: HTMLSelectElement): boolean {
  const owner = ownerOf(option, wide)
  return owner === undefined || owner === wide.value
}

function ownerOf({ value }: HTMLOptionElement, wide: HTMLSelectElement): string | undefined {
  const at = value.indexOf('/')
  const owner = at < 0 ? '' : value.slice(0, at)
  return owner !== '' && [...wide.options].some((option) => option.value === owner) ? owner : undefined
}
