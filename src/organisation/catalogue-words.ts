/** What can be wrong in the service catalogue of a desk file. */

const inEnglish = {
  bad_amount: '“{{found}}” is not an amount; a number with at most two decimals is expected, such as 12.50.',
  bad_currency: '“{{found}}” is not a currency; three capital letters such as CHF, EUR or DKK are expected.',
  bad_picture:
    '“{{found}}” is not the name of a picture; a PNG file beside the desk file is expected, such as laundry.png or pictures/laundry.png.',
  no_picture: 'There is no file “{{name}}” beside the desk file.',
  large_picture: '“{{name}}” is larger than 1 MiB.',
  not_png: '“{{name}}” is not a whole PNG file.',
  wide_picture: '“{{name}}” is more than {{limit}} points wide or high.',
  too_many_pictures: 'The pictures of the catalogue are larger than {{limit}} MiB together.',
  bad_pattern:
    '“{{found}}” cannot be used as a pattern: a regular expression is expected in which no group that repeats holds repetitions or alternatives, and nothing refers back.',
  bad_usual: '“{{found}}” would not be taken as an answer here.',
  unknown_category: 'There is no category “{{id}}” in this catalogue.',
  unknown_field: 'There is no field “{{id}}” in this item.',
  later_field: 'The field “{{id}}” is asked for only afterwards; a condition looks at an earlier one.',
  unknown_task: 'There is no task “{{id}}” in this item.',
  task_circle: 'The task “{{id}}” would have to be done before itself.',
  not_of_this_field: '“{{key}}” does not belong to a field of the kind {{kind}}.',
  no_owner: 'The item has no service with an owner who could approve it.',
  no_price: 'The item has no price that could be over it.',
  two_budgets: 'The budget “{{other}}” pays for the team {{team}} already, in the same currency.',
  bad_booked: 'A booking has “from” and either “to”, or “for” with its “unit”.',
  booked_without_stock: 'What is booked needs “stock”: how many there are at the same time.',
  booked_kind: '“{{id}}” is no field of the kind {{kind}}.',
  booked_optional: '“{{id}}” is not always answered; a booking needs a field without “when” and “required: false”.',
  many_fields: 'An item asks at most 20 fields.',
  unknown_item: 'There is no item “{{id}}” in this catalogue.',
  no_sla: '“{{id}}” is an agreement with a team or a supplier; what is ordered is under one of the kind sla.',
  no_number: '“{{id}}” is no field of the kind number in this item.',
}

const inDanish: { readonly [K in keyof typeof inEnglish]: string } = {
  bad_amount: '“{{found}}” er ikke et beløb; der forventes et tal med højst to decimaler, for eksempel 12.50.',
  bad_currency: '“{{found}}” er ikke en valuta; der forventes tre store bogstaver som CHF, EUR eller DKK.',
  bad_picture:
    '“{{found}}” er ikke navnet på et billede; der forventes en PNG-fil ved siden af desk-filen, for eksempel laundry.png eller pictures/laundry.png.',
  no_picture: 'Der er ingen fil “{{name}}” ved siden af desk-filen.',
  large_picture: '“{{name}}” er større end 1 MiB.',
  not_png: '“{{name}}” er ikke en hel PNG-fil.',
  wide_picture: '“{{name}}” er mere end {{limit}} punkter bred eller høj.',
  too_many_pictures: 'Katalogets billeder er tilsammen større end {{limit}} MiB.',
  bad_pattern:
    '“{{found}}” kan ikke bruges som mønster: der forventes et regulært udtryk, hvor ingen gruppe, der gentages, rummer gentagelser eller alternativer, og intet viser tilbage.',
  bad_usual: '“{{found}}” ville ikke blive godtaget som svar her.',
  unknown_category: 'Der er ingen kategori “{{id}}” i kataloget.',
  unknown_field: 'Der er intet felt “{{id}}” i denne ydelse.',
  later_field: 'Der spørges først om feltet “{{id}}” bagefter; en betingelse ser på et tidligere felt.',
  unknown_task: 'Der er ingen opgave “{{id}}” i denne ydelse.',
  task_circle: 'Opgaven “{{id}}” skulle udføres før sig selv.',
  not_of_this_field: '“{{key}}” hører ikke til et felt af typen {{kind}}.',
  no_owner: 'Ydelsen har ingen service med en ejer, der kunne godkende den.',
  no_price: 'Ydelsen har ingen pris, der kunne ligge over det.',
  two_budgets: 'Budgettet “{{other}}” betaler allerede for teamet {{team}} i samme valuta.',
  bad_booked: 'En reservation har “from” og enten “to” eller “for” med sin “unit”.',
  booked_without_stock: 'Det, der reserveres, skal have “stock”: hvor mange der er på samme tid.',
  booked_kind: '“{{id}}” er ikke et felt af typen {{kind}}.',
  booked_optional: '“{{id}}” besvares ikke altid; en reservation skal bruge et felt uden “when” og “required: false”.',
  many_fields: 'En ydelse spørger højst om 20 felter.',
  unknown_item: 'Der er ingen ydelse “{{id}}” i kataloget.',
  no_sla: '“{{id}}” er en aftale med et team eller en leverandør; det, der bestilles, hører under en af typen sla.',
  no_number: '“{{id}}” er ikke et felt af typen number i denne ydelse.',
}

export const catalogueProblemWords = { en: inEnglish, da: inDanish }
