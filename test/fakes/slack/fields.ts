export * from '../fields.js'
