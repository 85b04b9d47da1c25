import type { types } from '@slack/bolt'
import type { Place } from '../../src/chat/address.js'
import type { Line } from '../../src/chat/card.js'
import type { Form } from '../../src/chat/form.js'
import type { Language, Voice } from '../../src/chat/language.js'
import type { Ids } from '../../src/kernel/ids.js'
import { limits } from './limits.js'
import { clean } from './mrkdwn.js'
import type { Message } from './outward.js'
import { reopenId, reopenValue } from './press.js'
import { plain } from './render-actions.js'
import { sentence } from './render-card.js'
import { renderForm } from './render-form.js'
import type { Ink } from './rich-text.js'
import { ask, SlackSaysNo, type Web } from './web.js'

/** A form as it was shown, kept in case it must be shown again. */
export interface Shown {
  readonly form: Form
  readonly place: Place
  readonly language: Language
}

const mostKept = 1_000

/**
 * Draws forms and remembers the last ones. The memory is a comfort only: it opens a form again whose trigger was too
 * old, with what was filled in. After a restart the core is asked for the form anew.
 */
export function createForms({
  web,
  ids,
  ink,
  voice,
}: {
  web: Web
  ids: Ids
  ink: () => Ink
  voice: (language: Language) => Voice
}) {
  const kept = new Map<string, Shown>()

  const draw = (shown: Shown, problems?: readonly Line[]): { view: types.ModalView; mark: string } => {
    const nonce = ids.next()
    const painter = {
      voice: voice(shown.language),
      ink: ink(),
      nonce,
      place: shown.place,
      ...(problems ? { problems } : {}),
    }
    const view = renderForm(shown.form, painter)
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? '')
    kept.set(nonce, shown)
    return { view, mark: nonce }
  }

  return {
    draw,
    recall: (mark: string | undefined): Shown | undefined => (mark === undefined ? undefined : kept.get(mark)),
    /**
     * Opens a form in answer to an interaction, over the view in which that was. Tells the mark of the form when the trigger
     * has gone stale.
     */
    async open(
      trigger: string,
      shown: Shown,
      over?: 'view',
    ): Promise<{ readonly opened: true } | { readonly opened: false; readonly mark: string }> {
      const { view, mark } = draw(shown)
      try {
        const shows = { trigger_id: trigger, view }
        await ask(() => (over ? web.views.push(shows) : web.views.open(shows)))
        return { opened: true }
      } catch (error) {
        // A trigger that is spent has opened this form already, at an earlier attempt whose answer was lost.
        if (error instanceof SlackSaysNo && error.code === 'exchanged_trigger_id') return { opened: true }
        return { opened: false, mark }
      }
    },
    /** Shows a view that says something. False when the trigger has gone stale. */
    async show(trigger: string, view: types.ModalView): Promise<boolean> {
      try {
        await ask(() => web.views.open({ trigger_id: trigger, view }))
        return true
      } catch (error) {
        return error instanceof SlackSaysNo && error.code === 'exchanged_trigger_id'
      }
    },
    /** Changes an open form. False when the person has closed it. */
    async update(id: string, view: types.ModalView): Promise<boolean> {
      try {
        await ask(() => web.views.update({ view_id: id, view }))
        return true
      } catch (error) {
        if (error instanceof SlackSaysNo) return false
        throw error
      }
    },
  }
}
export type Forms = ReturnType<typeof createForms>

/** A form without fields that says something. */
export const saying = (title: string, close: string, blocks: types.KnownBlock[], metadata = ''): types.ModalView => ({
  type: 'modal',
  callback_id: 'said',
  title: plain(clean(title), limits.view.title),
  close: plain(close, limits.view.button),
  ...(metadata === '' ? {} : { private_metadata: metadata }),
  blocks: blocks.slice(0, limits.blocks.modal),
})

/** Slack's three seconds are over: a button opens what the trigger no longer does. */
export function reopening(voice: Voice, form: Form, mark: string): Message {
  const press = { command: form.command, args: form.known, ...(form.seen === undefined ? {} : { seen: form.seen }) }
  const button: types.Button = {
    type: 'button',
    action_id: reopenId(form.command),
    text: plain(voice.say('slack.formAgain'), limits.button.text),
    style: 'primary',
    value: reopenValue(mark, press),
  }
  const { text, blocks } = sentence(voice.say('slack.formExpired'))
  return { text, blocks: [...blocks, { type: 'actions', elements: [button] }] }
}
