import { type Criterion, criteria, type Score } from "./routing-scores";

/** Says in a sentence or two why these places were chosen, and nothing that the figures do not bear out. */
export function explainChoice({
  chosen,
  complete,
  places,
  ways,
}: {
  chosen: readonly Score[];
  complete: readonly Score[];
  places: readonly Score[];
  /** How many other choices had as few parcels, this one included. */
  ways: number;
}): string {
  const [first] = chosen;
  if (!first) return "Nothing to send.";
  const full = chosen.filter((place) => place.full);
  const busy = full.length > 0 ? ` ${names(full)} ${full.length > 1 ? "have" : "has"} the day full.` : "";
  if (chosen.length > 1) {
    const best =
      ways > 1 && !places.some((place) => place.full)
        ? ` None of the ${ways} ways with ${chosen.length} parcels has more points.`
        : "";
    return `No single place holds everything, so it is split over ${names(chosen)}.${busy}${best}`;
  }
  if (places.length === 1) return `${first.centre.name} is the only place.${busy}`;
  const rival = complete.find((place) => place !== first);
  if (!rival) return `Only ${first.centre.name} holds everything.${busy}`;
  if (full.length > 0) return `${compare(first, rival)} All places that hold everything have the day full.`;
  if (rival.full) return `${first.centre.name} has room today; ${rival.centre.name} has the day full.`;
  return compare(first, rival);
}

function compare(first: Score, rival: Score): string {
  const [winner, loser] = [first.centre.name, rival.centre.name];
  const less = first.total - rival.total;
  if (less > 0.004) {
    const though = reasons(rival, first);
    const but = though.length > 0 ? `, though ${loser} is ${list(though)}` : "";
    return `${winner}: ${list(reasons(first, rival))}${but}; ${loser} had ${pointsText(less)} fewer.`;
  }
  const equal = `${winner} and ${loser} have equal points;`;
  if (first.km !== null && rival.km !== null && first.km !== rival.km)
    return `${equal} ${winner} is ${far(rival.km - first.km)} nearer.`;
  return first.centre.priority === rival.centre.priority
    ? `${equal} ${winner} comes first by its code.`
    : `${equal} ${winner} comes first by priority.`;
}

/** What `a` got more points for than `b`. */
const reasons = (a: Score, b: Score): string[] =>
  criteria.filter((one) => a.points[one] > b.points[one]).map((one) => advantages[one](a, b));

const advantages: Record<Criterion, (a: Score, b: Score) => string> = {
  nearest: (a, b) => `${far((b.km ?? 0) - (a.km ?? 0))} nearer`,
  priority: () => "higher in priority",
  cutOff: () => "still before its cut-off",
  capacity: () => "less busy today",
};

const far = (km: number): string => `${km.toLocaleString("en-US")} km`;

/** "1 point", "3.7 points" */
function pointsText(points: number): string {
  const text = points >= 10 ? points.toFixed(0) : points.toFixed(points < 0.1 ? 2 : 1).replace(/\.0$/, "");
  return `${text} ${text === "1" ? "point" : "points"}`;
}

const list = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");

const names = (places: readonly Score[]): string => list(places.map((place) => place.centre.name));
