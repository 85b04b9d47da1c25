import type { Fields } from '../fields.js'
import { exactlyOne, flag, integer, into, list, maybe, oneOf, type Place, report, shape } from './check.js'
import { confirm, element, focus, id, placeholder, type Table } from './element-parts.js'
import { limits } from './limits.js'
import { initialMatches, option, optionGroup, valuesDiffer } from './objects.js'

const most = { max_selected_items: maybe(integer({ min: 1 })) }

const staticOptions = {
  options: maybe(list(option, { max: limits.options })),
  option_groups: maybe(list(optionGroup, { max: limits.groups })),
}

const staticRules = (value: Fields, place: Place): void => {
  exactlyOne('options', 'option_groups')(value, place)
  initialMatches(value, place)
  valuesDiffer(value, place)
}

const filter = maybe(
  shape(
    {
      include: maybe(list(oneOf('im', 'mpim', 'private', 'public'), { max: 4 })),
      exclude_external_shared_channels: maybe(flag),
      exclude_bot_users: maybe(flag),
    },
    (value, place) => {
      if (Object.keys(value).length === 0) report(place, 'must hold at least one rule')
    },
  ),
)

const modalOnly = (key: string) => (value: Fields, place: Place) => {
  if (value[key] === true && place.setting.surface !== 'modal') report(into(place, key), 'is only allowed in modals')
}

/** Menus for one choice. */
export const selects: Table = {
  ...element(
    'static_select',
    { ...staticOptions, initial_option: maybe(option), ...placeholder, ...focus, confirm },
    staticRules,
  ),
  ...element('external_select', {
    initial_option: maybe(option),
    min_query_length: maybe(integer({ min: 0 })),
    ...placeholder,
    ...focus,
    confirm,
  }),
  ...element('users_select', { initial_user: maybe(id('UW')), ...placeholder, ...focus, confirm }),
  ...element(
    'conversations_select',
    {
      initial_conversation: maybe(id('CGD')),
      default_to_current_conversation: maybe(flag),
      response_url_enabled: maybe(flag),
      filter,
      ...placeholder,
      ...focus,
      confirm,
    },
    modalOnly('response_url_enabled'),
  ),
  ...element(
    'channels_select',
    { initial_channel: maybe(id('C')), response_url_enabled: maybe(flag), ...placeholder, ...focus, confirm },
    modalOnly('response_url_enabled'),
  ),
}

const fits = (value: Fields, place: Place): void => {
  const chosen = ['initial_options', 'initial_users', 'initial_conversations', 'initial_channels'].map(
    (key) => value[key],
  )
  const count = chosen.find(Array.isArray)?.length ?? 0
  const max = value['max_selected_items']
  if (typeof max === 'number' && count > max)
    report(into(place, 'max_selected_items'), 'is less than what is chosen at first')
}

/** Menus for several choices. */
export const multiSelects: Table = {
  ...element(
    'multi_static_select',
    {
      ...staticOptions,
      initial_options: maybe(list(option, { max: limits.options })),
      ...most,
      ...placeholder,
      ...focus,
      confirm,
    },
    (value, place) => {
      staticRules(value, place)
      fits(value, place)
    },
  ),
  ...element(
    'multi_external_select',
    {
      initial_options: maybe(list(option, { max: limits.options })),
      min_query_length: maybe(integer({ min: 0 })),
      ...most,
      ...placeholder,
      ...focus,
      confirm,
    },
    fits,
  ),
  ...element(
    'multi_users_select',
    { initial_users: maybe(list(id('UW'))), ...most, ...placeholder, ...focus, confirm },
    fits,
  ),
  ...element(
    'multi_conversations_select',
    {
      initial_conversations: maybe(list(id('CGD'))),
      default_to_current_conversation: maybe(flag),
      filter,
      ...most,
      ...placeholder,
      ...focus,
      confirm,
    },
    fits,
  ),
  ...element(
    'multi_channels_select',
    { initial_channels: maybe(list(id('C'))), ...most, ...placeholder, ...focus, confirm },
    fits,
  ),
}
