import { words } from '../src/chat/language.js'

/** What the commands about the service catalogue do, and what they are called. */
export const catalogueCommandsWords = words(
  {
    names: { heads: { catalogue: 'catalogue' }, arguments: { category: 'category' } },
    commands: {
      catalogue_browse: {
        named: 'browse',
        does: 'Look through what can be ordered',
        form: 'Catalogue',
        submit: 'Look',
        takes: { category: 'Category', page: 'Page' },
      },
      catalogue_bookings: {
        named: 'bookings',
        does: 'Show who has what of something, and until when',
        form: 'Bookings',
        submit: 'Show',
        takes: { item: 'What?' },
      },
      catalogue_find: {
        named: 'find',
        does: 'Find something to order by its words',
        form: 'Find in the catalogue',
        submit: 'Find',
        takes: { words: 'Words', page: 'Page' },
      },
      catalogue_show: {
        named: 'show',
        does: 'Show what something costs and by when it is there',
        form: 'From the catalogue',
        submit: 'Show',
        takes: { item: 'What?' },
      },
    },
  },
  {
    names: { heads: { catalogue: 'katalog' }, arguments: { category: 'kategori' } },
    commands: {
      catalogue_browse: {
        named: 'bladr',
        does: 'Se igennem, hvad der kan bestilles',
        form: 'Katalog',
        submit: 'Se',
        takes: { category: 'Kategori', page: 'Side' },
      },
      catalogue_bookings: {
        named: 'reservationer',
        does: 'Vis, hvem der har hvad af noget, og hvor længe',
        form: 'Reservationer',
        submit: 'Vis',
        takes: { item: 'Hvad?' },
      },
      catalogue_find: {
        named: 'find',
        does: 'Find noget at bestille på dets ord',
        form: 'Find i kataloget',
        submit: 'Find',
        takes: { words: 'Ord', page: 'Side' },
      },
      catalogue_show: {
        named: 'vis',
        does: 'Vis, hvad noget koster, og hvornår det er klar',
        form: 'Fra kataloget',
        submit: 'Vis',
        takes: { item: 'Hvad?' },
      },
    },
  },
)
