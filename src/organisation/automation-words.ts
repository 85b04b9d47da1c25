/** What can be wrong in the automation of a desk file. */

const inEnglish = {
  bad_variable:
    '“{{found}}” is not the name of a variable; capital letters, figures and underscores are expected, such as DOORS_SECRET. The secret itself stands in the environment, never here.',
  bad_address:
    '“{{found}}” is not an address; one such as https://doors.example.org/orders is expected, without a name and password.',
  bad_script_file:
    '“{{found}}” is not the name of a script; a file that lies directly in the folder of SCRIPTS_DIR is expected, such as make-card.',
  own_setting: '{{name}} is a setting of the desk’s own; give this secret a variable of its own.',
  bad_time: '“{{found}}” cannot be waited for; more than nothing and at most {{limit}} is expected.',
  one_of_two: 'A task is done by a webhook or by a script: exactly one of the two is expected.',
  with_webhook: '“{{key}}” belongs to a {{of}}.',
  unknown_webhook: 'There is no webhook “{{id}}” in this file.',
  unknown_script: 'There is no script “{{id}}” in this file.',
  unknown_mark: '{{mark}} stands for nothing here; known are: {{known}}.',
}

const inDanish: { readonly [K in keyof typeof inEnglish]: string } = {
  bad_variable:
    '“{{found}}” er ikke navnet på en variabel; der forventes store bogstaver, cifre og understreger som DOORS_SECRET. Selve hemmeligheden står i miljøet, aldrig her.',
  bad_address:
    '“{{found}}” er ikke en adresse; der forventes en som https://doors.example.org/orders uden navn og adgangskode.',
  bad_script_file:
    '“{{found}}” er ikke navnet på et script; der forventes en fil, der ligger direkte i mappen i SCRIPTS_DIR, for eksempel make-card.',
  own_setting: '{{name}} er en af servicedeskens egne indstillinger; giv denne hemmelighed sin egen variabel.',
  bad_time: '“{{found}}” kan ikke ventes; der forventes mere end ingenting og højst {{limit}}.',
  one_of_two: 'En opgave udføres af en webhook eller af et script: netop én af de to forventes.',
  with_webhook: '“{{key}}” hører til: {{of}}.',
  unknown_webhook: 'Der er ingen webhook “{{id}}” i denne fil.',
  unknown_script: 'Der er intet script “{{id}}” i denne fil.',
  unknown_mark: '{{mark}} står ikke for noget her; mulighederne er: {{known}}.',
}

export const automationProblemWords = { en: inEnglish, da: inDanish }
