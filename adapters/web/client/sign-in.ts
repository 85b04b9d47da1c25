import { send } from './server.js'
import { startTheme } from './theme.js'

startTheme()

const form = document.getElementById('sign-in')
const code = document.getElementById('code')
const problem = document.getElementById('code-problem')

form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  if (!(code instanceof HTMLInputElement) || !problem) return
  const result = await send({ method: 'POST', path: '/session', body: { code: code.value } })
  if (result.ok) return location.assign(form.dataset.to ?? '/')
  problem.textContent = `${result.trouble.says} ${result.trouble.hint}`
  problem.hidden = false
  code.ariaInvalid = 'true'
  return code.focus()
})
code?.focus()
document.documentElement.dataset.ready = ''
