import type { Practice } from '../desk/index.js'
import { access } from './access/index.js'
import { change } from './change/index.js'
import { incident } from './incident/index.js'
import { request } from './request/index.js'
import { task } from './task/index.js'

/** The practices of the desk. A test holds that this list and the folders agree. */
export const practices: readonly Practice[] = [incident, request, change, task, access]
