import type { Form } from '../../src/chat/form.js'
import type { Voice } from '../../src/chat/language.js'
import { type Asking, ask, askAgain, hear } from './asking.js'
import { flat } from './literal.js'
import type { Reader } from './reader.js'
import { askedIn, renderForm } from './render-form.js'

/** What a conversation needs of the terminal that it is held at. */
export interface Teller {
  note(text: string): void
  voice(): Voice
  reader(): Reader
}

/** A form that was filled in. */
export interface Filled {
  readonly form: Form
  readonly values: Readonly<Record<string, string>>
}

/** Asks forms question by question, one form after the other. */
export class FormTalk {
  private forms: readonly Asking[] = []
  private filled: Filled | undefined

  constructor(private readonly teller: Teller) {}

  get open(): boolean {
    return this.forms.length > 0
  }

  /** The form that is being asked, and how far. */
  get asking(): Asking | undefined {
    return this.forms[0]
  }

  /** Begins a form; one that comes while another is being asked waits for its turn. */
  begin(form: Form): void {
    this.teller.note(renderForm(form, this.teller.voice(), this.teller.reader()).opening)
    this.forms = [...this.forms, ask(form)]
    if (this.forms.length === 1) this.question()
  }

  /** Takes a line as an answer. Gives the form when that was the last one; its successor is then asked by `question`. */
  hear(line: string): Filled | undefined {
    const [asking, ...others] = this.forms
    if (!asking) return undefined
    const heard = hear(asking, line, this.teller.voice())
    if (heard.kind === 'filled') {
      this.forms = others
      this.filled = { form: heard.form, values: heard.values }
      return this.filled
    }
    this.forms = [heard.asking, ...others]
    if (heard.wrong) this.teller.note(heard.wrong)
    if (heard.wrong || heard.asking.left !== asking.left) this.question()
    return undefined
  }

  /** The form that was submitted last stays open for the fields that were wrong; its other answers are kept. */
  correct(problems: Readonly<Record<string, string>>): void {
    const { filled } = this
    for (const [name, sentence] of Object.entries(problems)) {
      const label = filled?.form.fields.find((field) => field.name === name)?.label ?? name
      this.teller.note(`${flat(label)}: ${flat(sentence)}`)
    }
    if (!filled) return
    const asking = askAgain(filled.form, filled.values, Object.keys(problems))
    if (asking.left.length > 0) this.forms = [asking, ...this.forms]
  }

  /** Leaves the form that is being asked. */
  leave(): void {
    this.forms = this.forms.slice(1)
  }

  /** Says the question that stands. */
  question(): void {
    const [asking] = this.forms
    const field = asking?.left[0]
    if (!asking || !field) return
    const { questions } = renderForm(asking.form, this.teller.voice(), this.teller.reader())
    this.teller.note(questions[askedIn(asking.form).indexOf(field)] ?? flat(field.label))
  }
}
