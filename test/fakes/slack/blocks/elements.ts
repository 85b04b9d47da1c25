import { type Fields, textOf } from '../fields.js'
import { type Check, list, maybe, oneOf, type Place, report, shape, text, url } from './check.js'
import { confirm, element, focus, id, type Table } from './element-parts.js'
import { pickers, richInput, typed } from './inputs.js'
import { limits } from './limits.js'
import { multiSelects, selects } from './menus.js'
import { choice, initialMatches, onePicture, overflowOption, picture, plain, valuesDiffer } from './objects.js'

const button = element('button', {
  text: plain(limits.button.text),
  value: maybe(text({ max: limits.button.value, min: 0 })),
  url: maybe(url(limits.button.url)),
  style: maybe(oneOf('primary', 'danger')),
  accessibility_label: maybe(text({ max: limits.button.label })),
  confirm,
})

const choiceRules = (value: Fields, place: Place): void => {
  initialMatches(value, place)
  valuesDiffer(value, place)
}

const choices: Table = {
  ...element('overflow', { options: list(overflowOption, { max: limits.overflow }), confirm }, valuesDiffer),
  ...element(
    'checkboxes',
    { options: list(choice, { max: limits.choices }), initial_options: maybe(list(choice)), ...focus, confirm },
    choiceRules,
  ),
  ...element(
    'radio_buttons',
    { options: list(choice, { max: limits.choices }), initial_option: maybe(choice), ...focus, confirm },
    choiceRules,
  ),
}

const feedback = shape({ text: plain(75), accessibility_label: maybe(text({ max: 75 })), value: text({ max: 2_000 }) })

/** The image inside section, context and card. */
export const imageElement: Check = shape({ type: oneOf('image'), ...picture }, onePicture)

const messageOnly = (value: Fields, place: Place): void => {
  if (place.setting.surface !== 'message') report(place, `${textOf(value, 'type')} is only allowed in messages`)
}

const workflowButton = element(
  'workflow_button',
  {
    text: plain(75),
    workflow: shape({
      trigger: shape({
        url: url(),
        customizable_input_parameters: maybe(list(shape({ name: text(), value: text() }))),
      }),
    }),
    style: maybe(oneOf('primary', 'danger')),
    accessibility_label: maybe(text({ max: 75 })),
    confirm,
  },
  messageOnly,
)

/** Elements of an actions block. */
export const actionsElements: Table = {
  ...button,
  ...selects,
  ...multiSelects,
  ...choices,
  ...pickers,
  ...workflowButton,
  ...richInput,
}

/** Elements beside the text of a section. */
export const accessories: Table = {
  ...button,
  ...selects,
  ...multiSelects,
  ...choices,
  ...pickers,
  ...workflowButton,
  image: imageElement,
}

/** Elements of an input block. */
export const inputElements: Table = {
  ...selects,
  ...multiSelects,
  ...pickers,
  ...typed,
  checkboxes: choices['checkboxes'] as Check,
  radio_buttons: choices['radio_buttons'] as Check,
}

/** Elements of a context_actions block. */
export const contextActionsElements: Table = {
  ...element('feedback_buttons', { positive_button: feedback, negative_button: feedback }),
  ...element('icon_button', {
    icon: text(),
    text: plain(75),
    accessibility_label: maybe(text({ max: 75 })),
    value: maybe(text({ max: 2_000 })),
    visible_to_user_ids: maybe(list(id('UW'))),
    confirm,
  }),
}

/** The button alone, for cards. */
export const buttonElement: Check = button['button'] as Check
