import { Foundation1700000000001 } from './1700000000001-foundation.js'
import { OnePerson1700000000002 } from './1700000000002-one-person.js'
import { Files1700000000003 } from './1700000000003-files.js'
import { Leases1700000000004 } from './1700000000004-leases.js'
import { CatchUp1700000000005 } from './1700000000005-catch-up.js'
import { Sla1700000000006 } from './1700000000006-sla.js'
import { Schedule1700000000007 } from './1700000000007-schedule.js'
import { OnCall1700000000008 } from './1700000000008-on-call.js'
import { Approvals1700000000010 } from './1700000000010-approvals.js'
import { Configuration1700000000011 } from './1700000000011-configuration.js'
import { Gates1700000000013 } from './1700000000013-gates.js'
import { Forward1700000000014 } from './1700000000014-forward.js'
import { Meetings1700000000015 } from './1700000000015-meetings.js'
import { Baselines1700000000016 } from './1700000000016-baselines.js'
import { Stock1700000000017 } from './1700000000017-stock.js'
import { Automation1700000000018 } from './1700000000018-automation.js'
import { Rights1700000000019 } from './1700000000019-rights.js'
import { Certification1700000000020 } from './1700000000020-certification.js'
import { Home1700000000021 } from './1700000000021-home.js'
import { Charges1700000000022 } from './1700000000022-charges.js'
import { StandingOrders1700000000023 } from './1700000000023-standing-orders.js'
import { Baskets1700000000024 } from './1700000000024-baskets.js'
import { CataloguePictures1700000000025 } from './1700000000025-catalogue-pictures.js'

/** All migrations, in order. A test holds that this list and the folder agree. */
export const migrations = [
  Foundation1700000000001,
  OnePerson1700000000002,
  Files1700000000003,
  Leases1700000000004,
  CatchUp1700000000005,
  Sla1700000000006,
  Schedule1700000000007,
  OnCall1700000000008,
  Approvals1700000000010,
  Configuration1700000000011,
  Gates1700000000013,
  Forward1700000000014,
  Meetings1700000000015,
  Baselines1700000000016,
  Stock1700000000017,
  Automation1700000000018,
  Rights1700000000019,
  Certification1700000000020,
  Home1700000000021,
  Charges1700000000022,
  StandingOrders1700000000023,
  Baskets1700000000024,
  CataloguePictures1700000000025,
]
