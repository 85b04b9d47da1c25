export { calendarFor, type Delivery, deliveryOf } from './delivery.js'
export { mayOrder } from './may-order.js'
