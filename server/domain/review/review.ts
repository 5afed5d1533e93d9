export const reviewStatuses = ["submitted", "published", "declined"] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** Only what a person has read is shown; what was published can be taken down again, and the other way round. */
const moves = {
  submitted: ["published", "declined"],
  published: ["declined"],
  declined: ["published"],
} as const satisfies Record<ReviewStatus, readonly ReviewStatus[]>;

export const canMove = (from: ReviewStatus, to: ReviewStatus): boolean =>
  (moves[from] as readonly ReviewStatus[]).includes(to);

/** "Ada M.": enough to be a person, not enough to be found. */
export function signature(name: string): string {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  const last = rest.at(-1);
  return last ? `${first} ${last.charAt(0).toUpperCase()}.` : first;
}
