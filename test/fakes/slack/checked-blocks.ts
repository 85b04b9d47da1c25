import { isTooLarge, messagesOf, type Problem, problemsInBlocks, problemsInView } from './blocks/index.js'
import type { Call } from './call.js'
import { type Fields, listOf } from './fields.js'
import { isUsableFile } from './files.js'
import { ApiError } from './refused.js'
import type { Workspace } from './workspace.js'

const throwFor = (code: string, problems: readonly Problem[]): never => {
  const messages = messagesOf(problems)
  throw new ApiError(code, {
    errors: messages.map((one) => one.slice('[ERROR] '.length)),
    response_metadata: { messages },
  })
}

/** The problems of a message's blocks, judged in this workspace. */
export const messageProblems = (
  world: Workspace,
  blocks: unknown,
  scopes: ReadonlySet<string> = world.settings.scopes,
  pointer = '/blocks',
): Problem[] =>
  problemsInBlocks(blocks, { surface: 'message', scopes, fileUsable: (file) => isUsableFile(world, file) }, pointer)

/** The blocks of a message, or `invalid_blocks` with a pointer for each problem. */
export const takeBlocks = ({ world, token }: Call, blocks: unknown, pointer = '/blocks'): Fields[] => {
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format')
  const problems = messageProblems(world, blocks, token.scopes, pointer)
  if (problems.length > 0) throwFor('invalid_blocks', problems)
  return listOf({ blocks }, 'blocks')
}

/** The problems of a view, judged in this workspace. */
export const viewProblems = (world: Workspace, view: unknown): Problem[] =>
  problemsInView(view, { scopes: world.settings.scopes, fileUsable: (file) => isUsableFile(world, file) })

/** The view, or `invalid_arguments` with a pointer for each problem, or `view_too_large`. */
export const takeView = (world: Workspace, view: unknown): Fields => {
  if (isTooLarge(view)) throw new ApiError('view_too_large')
  const problems = viewProblems(world, view)
  if (problems.length > 0) throwFor('invalid_arguments', problems)
  return view as Fields
}
