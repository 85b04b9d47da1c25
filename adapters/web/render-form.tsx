import type { FC } from 'hono/jsx'
import type { Choice } from '../../src/chat/card.js'
import type { Field, Form } from '../../src/chat/form.js'
import { unreachable } from '../../src/kernel/errors.js'
import type { ConsolePerson } from './doors.js'
import { Icon } from './icons.js'
import { LineView, type Setting } from './render-line.js'

/** The inside of a dialog. What is already known travels along and is not shown. */
export const FormView: FC<{
  readonly form: Form
  readonly people: readonly ConsolePerson[]
  readonly setting: Setting
}> = ({ form, people, setting }) => (
  <form
    class="form"
    method="dialog"
    novalidate
    data-form={JSON.stringify({ command: form.command, known: form.known, seen: form.seen })}
  >
    <header class="form-head">
      <h2 id="form-title">{form.title}</h2>
      <button type="button" class="icon-button" data-shut aria-label={setting.voice.say('web.shut')}>
        <Icon name="cross" />
      </button>
    </header>
    <div class="form-body">
      {form.intro?.map((line) => (
        <p class="intro">
          <LineView line={line} setting={setting} />
        </p>
      ))}
      <div class="form-problems" role="alert" />
      {form.fields.map((field) => (
        <FieldView field={field} people={people} setting={setting} />
      ))}
    </div>
    <footer class="form-foot">
      <p class="form-state" role="status" />
      <button type="button" class="button" data-shut>
        {form.cancel}
      </button>
      <button type="submit" class="button primary">
        {form.submit}
      </button>
    </footer>
  </form>
)

interface FieldProps {
  readonly field: Field
  readonly people: readonly ConsolePerson[]
  readonly setting: Setting
}

const FieldView: FC<FieldProps> = ({ field, people, setting }) => {
  const optional = field.optional ? <span class="optional">{setting.voice.say('web.optional')}</span> : null
  const hint = field.hint ? (
    <p class="hint" id={`hint-${field.name}`}>
      {field.hint}
    </p>
  ) : null
  const problem = <p class="problem" id={`problem-${field.name}`} hidden />
  if (field.kind === 'radio') {
    return (
      <fieldset class="field" data-field={field.name} aria-describedby={describedBy(field)}>
        <legend>
          {field.label} {optional}
        </legend>
        {hint}
        <RadioOptions field={field} />
        {problem}
      </fieldset>
    )
  }
  return (
    <div class="field" data-field={field.name}>
      <label for={`field-${field.name}`}>
        {field.label} {optional}
      </label>
      {hint}
      <Control field={field} people={people} setting={setting} />
      {problem}
    </div>
  )
}

const describedBy = (field: Field): string => `${field.hint ? `hint-${field.name} ` : ''}problem-${field.name}`

const Control: FC<FieldProps> = ({ field, people, setting }) => {
  const common = {
    id: `field-${field.name}`,
    name: field.name,
    'aria-describedby': describedBy(field),
    ...(field.optional ? {} : { 'aria-required': 'true' as const }),
  }
  switch (field.kind) {
    case 'text':
      return field.lines === 'one' ? (
        <input
          {...common}
          type="text"
          value={field.value}
          placeholder={field.placeholder}
          data-limit={field.limit}
          autocomplete="off"
        />
      ) : (
        <textarea {...common} rows={4} placeholder={field.placeholder} data-limit={field.limit}>
          {/* A browser swallows the first line break of a text area: give it one to swallow. */}
          {`\n${field.value ?? ''}`}
        </textarea>
      )
    case 'choice':
      return (
        <select {...common}>
          <Options field={field} options={field.options} setting={setting} />
        </select>
      )
    case 'person':
      return (
        <select {...common}>
          <Options field={field} options={people.map(personChoice)} setting={setting} />
        </select>
      )
    case 'moment':
      return <input {...common} type="datetime-local" data-moment={field.value ?? ''} />
    case 'radio':
      return <RadioOptions field={field} />
    case 'files':
      return <input {...common} type="file" multiple />
    default:
      return unreachable(field)
  }
}

const personChoice = ({ id, name, does }: ConsolePerson): Choice => ({
  value: id,
  label: does ? `${name} – ${does}` : name,
})

const Options: FC<{
  readonly field: Field & { readonly kind: 'choice' | 'person' }
  readonly options: readonly Choice[]
  readonly setting: Setting
}> = ({ field, options, setting }) => {
  // A value that is not among the options, such as an account on another platform, must survive the form.
  const value = field.kind === 'person' ? field.value?.replace(/^console:local\//, '') : field.value
  const stray = value !== undefined && value !== '' && !options.some((option) => option.value === value)
  return (
    <>
      <option value="" selected={!value}>
        {setting.voice.say(field.optional ? 'web.none' : 'web.choose')}
      </option>
      {stray ? (
        <option value={value} selected>
          {value}
        </option>
      ) : null}
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.detail ? `${option.label} – ${option.detail}` : option.label}
        </option>
      ))}
    </>
  )
}

const RadioOptions: FC<{ readonly field: Field & { readonly kind: 'radio' } }> = ({ field }) => (
  <div class="radios">
    {field.options.map((option) => (
      <label class="radio">
        <input
          type="radio"
          name={field.name}
          value={option.value}
          checked={option.value === field.value}
          required={!field.optional}
        />
        <span>
          {option.label}
          {option.detail ? <small>{option.detail}</small> : null}
        </span>
      </label>
    ))}
  </div>
)
