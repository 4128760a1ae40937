/**
 * Every unit that has a part in a task: who gave it, who leads, who cooperates, who consolidates. Row-level security and
 * `permit` read this list, so a cooperating unit sees its task wherever it stands in the tree. Sorted, each once.
 */
export function taskReach(
  ownerId: number,
  leadId: number,
  cooperatingIds: readonly number[],
  consolidatingIds: readonly number[],
): number[] {
  return [...new Set([ownerId, leadId, ...cooperatingIds, ...consolidatingIds])].sort((a, b) => a - b)
}
