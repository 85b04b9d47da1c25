import type { AnyCommand } from '../src/chat/command.js'
import { accessAbstain } from './access-abstain.js'
import { accessAnswer } from './access-answer.js'
import { accessApprove } from './access-approve.js'
import { accessCancel } from './access-cancel.js'
import { accessCertify } from './access-certify.js'
import { accessChanges } from './access-changes.js'
import { accessDecline } from './access-decline.js'
import { accessDelegate } from './access-delegate.js'
import { accessDescribe } from './access-describe.js'
import { accessDo } from './access-do.js'
import { accessExtend } from './access-extend.js'
import { accessGranted } from './access-granted.js'
import { accessLift } from './access-lift.js'
import { accessLink } from './access-link.js'
import { accessList } from './access-list.js'
import { accessMine } from './access-mine.js'
import { accessNote } from './access-note.js'
import { accessOrphans } from './access-orphans.js'
import { accessRecall } from './access-recall.js'
import { accessReject } from './access-reject.js'
import { accessRemove } from './access-remove.js'
import { accessRemoved } from './access-removed.js'
import { accessRequest } from './access-request.js'
import { accessRestrict } from './access-restrict.js'
import { accessReview } from './access-review.js'
import { accessShow } from './access-show.js'
import { accessWatch } from './access-watch.js'
import { cabAbsent } from './cab-absent.js'
import { cabAction } from './cab-action.js'
import { cabAgenda } from './cab-agenda.js'
import { cabAttend } from './cab-attend.js'
import { cabClose } from './cab-close.js'
import { cabDecide } from './cab-decide.js'
import { cabDone } from './cab-done.js'
import { cabMinutes } from './cab-minutes.js'
import { cabNext } from './cab-next.js'
import { cabOpen } from './cab-open.js'
import { cabStep } from './cab-step.js'
import { cabTrends } from './cab-trends.js'
import { catalogueBookings } from './catalogue-bookings.js'
import { catalogueBrowse } from './catalogue-browse.js'
import { catalogueFind } from './catalogue-find.js'
import { catalogueShow } from './catalogue-show.js'
import { changeAbstain } from './change-abstain.js'
import { changeAccept } from './change-accept.js'
import { changeApprove } from './change-approve.js'
import { changeAssess } from './change-assess.js'
import { changeAssign } from './change-assign.js'
import { changeCalendar } from './change-calendar.js'
import { changeCancel } from './change-cancel.js'
import { changeChanges } from './change-changes.js'
import { changeClose } from './change-close.js'
import { changeDelegate } from './change-delegate.js'
import { changeDescribe } from './change-describe.js'
import { changeDespite } from './change-despite.js'
import { changeDo } from './change-do.js'
import { changeDocument } from './change-document.js'
import { changeExcept } from './change-except.js'
import { changeFeedCommand } from './change-feed.js'
import { changeFinish } from './change-finish.js'
import { changeHold } from './change-hold.js'
import { changeLink } from './change-link.js'
import { changeList } from './change-list.js'
import { changeNote } from './change-note.js'
import { changeOverride } from './change-override.js'
import { changePlan } from './change-plan.js'
import { changePrivate } from './change-private.js'
import { changePropose } from './change-propose.js'
import { changeReadiness } from './change-readiness.js'
import { changeRecall } from './change-recall.js'
import { changeReconsider } from './change-reconsider.js'
import { changeRefuse } from './change-refuse.js'
import { changeReject } from './change-reject.js'
import { changeReview } from './change-review.js'
import { changeSchedule } from './change-schedule.js'
import { changeShow } from './change-show.js'
import { changeStart } from './change-start.js'
import { changeSubmit } from './change-submit.js'
import { changeTemplates } from './change-templates.js'
import { changeTick } from './change-tick.js'
import { changeUnauthorised } from './change-unauthorised.js'
import { changeWatch } from './change-watch.js'
import { ciAdd } from './ci-add.js'
import { ciBaseline } from './ci-baseline.js'
import { ciBaselines } from './ci-baselines.js'
import { ciChange } from './ci-change.js'
import { ciDiffers } from './ci-differs.js'
import { ciExport } from './ci-export.js'
import { ciFind } from './ci-find.js'
import { ciHistory } from './ci-history.js'
import { ciImpact } from './ci-impact.js'
import { ciImport } from './ci-import.js'
import { ciLink } from './ci-link.js'
import { ciRelate } from './ci-relate.js'
import { ciRetire } from './ci-retire.js'
import { ciShow } from './ci-show.js'
import { ciUncover } from './ci-uncover.js'
import { ciUnrelate } from './ci-unrelate.js'
import { deskAdopt } from './desk-adopt.js'
import { deskAgree } from './desk-agree.js'
import { deskAway } from './desk-away.js'
import { deskBack } from './desk-back.js'
import { deskDetach } from './desk-detach.js'
import { deskDoctor } from './desk-doctor.js'
import { deskHelp } from './desk-help.js'
import { deskHome } from './desk-home.js'
import { deskJobs } from './desk-jobs.js'
import { deskLink } from './desk-link.js'
import { deskMine } from './desk-mine.js'
import { deskPanel } from './desk-panel.js'
import { deskSearch } from './desk-search.js'
import { deskShow } from './desk-show.js'
import { deskUnlink } from './desk-unlink.js'
import { deskWhoami } from './desk-whoami.js'
import { affected } from './incident-affected.js'
import { incidentAssign } from './incident-assign.js'
import { cancel } from './incident-cancel.js'
import { incidentCatch } from './incident-catch.js'
import { close } from './incident-close.js'
import { incidentComment } from './incident-comment.js'
import { confirm } from './incident-confirm.js'
import { describe } from './incident-describe.js'
import { incidentDo } from './incident-do.js'
import { incidentEscalate } from './incident-escalate.js'
import { incidentLink } from './incident-link.js'
import { incidentList } from './incident-list.js'
import { incidentNote } from './incident-note.js'
import { incidentOrder } from './incident-order.js'
import { prioritise } from './incident-priority.js'
import { incidentPrivate } from './incident-private.js'
import { incidentRate } from './incident-rate.js'
import { reopen } from './incident-reopen.js'
import { incidentReport } from './incident-report.js'
import { resolve } from './incident-resolve.js'
import { resume } from './incident-resume.js'
import { incidentShow } from './incident-show.js'
import { take } from './incident-take.js'
import { wait } from './incident-wait.js'
import { incidentWatch } from './incident-watch.js'
import { workaround } from './incident-workaround.js'
import { oncallAcknowledge } from './oncall-acknowledge.js'
import { oncallAnswer } from './oncall-answer.js'
import { oncallCover } from './oncall-cover.js'
import { oncallFeed } from './oncall-feed.js'
import { oncallImport } from './oncall-import.js'
import { oncallNext } from './oncall-next.js'
import { oncallNow } from './oncall-now.js'
import { oncallPage } from './oncall-page.js'
import { oncallSwap } from './oncall-swap.js'
import { oncallUncover } from './oncall-uncover.js'
import { requestAbstain } from './request-abstain.js'
import { requestAdd } from './request-add.js'
import { requestApprove } from './request-approve.js'
import { requestAssign } from './request-assign.js'
import { requestBasket } from './request-basket.js'
import { requestBudget } from './request-budget.js'
import { requestCancel } from './request-cancel.js'
import { requestChange } from './request-change.js'
import { requestChanges } from './request-changes.js'
import { requestCheckout } from './request-checkout.js'
import { requestClose } from './request-close.js'
import { requestConfirm } from './request-confirm.js'
import { requestDelegate } from './request-delegate.js'
import { requestDo } from './request-do.js'
import { requestDrop } from './request-drop.js'
import { requestExport } from './request-export.js'
import { requestGiveBack } from './request-give-back.js'
import { requestImport } from './request-import.js'
import { requestIncident } from './request-incident.js'
import { requestLink } from './request-link.js'
import { requestList } from './request-list.js'
import { requestNote } from './request-note.js'
import { requestOrder } from './request-order.js'
import { requestRate } from './request-rate.js'
import { requestRecall } from './request-recall.js'
import { requestReject } from './request-reject.js'
import { requestReopen } from './request-reopen.js'
import { requestRepeat } from './request-repeat.js'
import { requestShow } from './request-show.js'
import { requestStanding } from './request-standing.js'
import { requestStop } from './request-stop.js'
import { requestSubmit } from './request-submit.js'
import { requestWatch } from './request-watch.js'
import { serviceFind } from './service-find.js'
import { serviceImpact } from './service-impact.js'
import { serviceShow } from './service-show.js'
import { slaAck } from './sla-ack.js'
import { slaAtRisk } from './sla-at-risk.js'
import { slaBreached } from './sla-breached.js'
import { slaExplain } from './sla-explain.js'
import { slaShow } from './sla-show.js'
import { slaSimulate } from './sla-simulate.js'
import { slaSnooze } from './sla-snooze.js'
import { slaToday } from './sla-today.js'
import { slaWhich } from './sla-which.js'
import { taskAssign } from './task-assign.js'
import { taskCancel } from './task-cancel.js'
import { taskDo } from './task-do.js'
import { taskDone } from './task-done.js'
import { taskFail } from './task-fail.js'
import { taskList } from './task-list.js'
import { taskNote } from './task-note.js'
import { taskOutput } from './task-output.js'
import { taskRetry } from './task-retry.js'
import { taskShow } from './task-show.js'
import { taskTake } from './task-take.js'

/** All commands, in the order in which help lists them. The first of each head is what the bare slash word stands for. */
export const commands: readonly AnyCommand[] = [
  incidentReport,
  incidentList,
  incidentShow,
  take,
  incidentAssign,
  incidentNote,
  wait,
  resume,
  workaround,
  incidentEscalate,
  resolve,
  confirm,
  reopen,
  close,
  cancel,
  describe,
  prioritise,
  incidentLink,
  incidentWatch,
  affected,
  incidentPrivate,
  incidentRate,
  incidentComment,
  incidentOrder,
  incidentCatch,
  incidentDo,
  changePropose,
  changeList,
  changeShow,
  changeDescribe,
  changePlan,
  changeSubmit,
  changeAccept,
  changeAssess,
  changeApprove,
  changeReject,
  changeChanges,
  changeAbstain,
  changeDelegate,
  changeSchedule,
  changeAssign,
  changeStart,
  changeTick,
  changeFinish,
  changeReview,
  changeClose,
  changeCancel,
  changeNote,
  changeLink,
  changeUnauthorised,
  changeCalendar,
  changeRefuse,
  changeOverride,
  changeRecall,
  changeHold,
  changeReconsider,
  changeDocument,
  changeWatch,
  changeFeedCommand,
  changeExcept,
  changeDespite,
  changeReadiness,
  changeTemplates,
  changePrivate,
  changeDo,
  slaShow,
  slaExplain,
  slaWhich,
  slaToday,
  slaAtRisk,
  slaBreached,
  slaSimulate,
  slaAck,
  slaSnooze,
  oncallNow,
  oncallNext,
  oncallCover,
  oncallUncover,
  oncallSwap,
  oncallAnswer,
  oncallPage,
  oncallAcknowledge,
  oncallFeed,
  oncallImport,
  ciShow,
  ciFind,
  ciImpact,
  ciHistory,
  ciAdd,
  ciChange,
  ciRelate,
  ciUnrelate,
  ciRetire,
  ciLink,
  ciExport,
  ciImport,
  ciBaseline,
  ciBaselines,
  ciDiffers,
  ciUncover,
  serviceShow,
  serviceFind,
  serviceImpact,
  requestOrder,
  requestAdd,
  requestBasket,
  requestDrop,
  requestCheckout,
  requestShow,
  requestList,
  requestChange,
  requestSubmit,
  requestApprove,
  requestReject,
  requestChanges,
  requestAbstain,
  requestDelegate,
  requestRecall,
  requestCancel,
  requestConfirm,
  requestGiveBack,
  requestReopen,
  requestClose,
  requestRate,
  requestRepeat,
  requestStanding,
  requestStop,
  requestImport,
  requestExport,
  requestBudget,
  requestAssign,
  requestNote,
  requestLink,
  requestWatch,
  requestIncident,
  requestDo,
  taskList,
  taskShow,
  taskTake,
  taskDone,
  taskFail,
  taskRetry,
  taskOutput,
  taskAssign,
  taskCancel,
  taskNote,
  taskDo,
  accessRequest,
  accessList,
  accessMine,
  accessReview,
  accessCertify,
  accessOrphans,
  accessShow,
  accessApprove,
  accessReject,
  accessChanges,
  accessAbstain,
  accessDelegate,
  accessRecall,
  accessDescribe,
  accessExtend,
  accessRestrict,
  accessLift,
  accessRemove,
  accessGranted,
  accessRemoved,
  accessDecline,
  accessCancel,
  accessNote,
  accessLink,
  accessWatch,
  accessDo,
  accessAnswer,
  catalogueBrowse,
  catalogueFind,
  catalogueShow,
  catalogueBookings,
  cabAgenda,
  cabNext,
  cabAttend,
  cabAbsent,
  cabOpen,
  cabStep,
  cabDecide,
  cabAction,
  cabDone,
  cabClose,
  cabMinutes,
  cabTrends,
  deskHelp,
  deskHome,
  deskMine,
  deskSearch,
  deskShow,
  deskWhoami,
  deskAway,
  deskBack,
  deskLink,
  deskUnlink,
  deskAdopt,
  deskDetach,
  deskAgree,
  deskDoctor,
  deskJobs,
  deskPanel,
]
