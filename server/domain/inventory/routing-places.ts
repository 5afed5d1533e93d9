/** A place that may give a part: what it holds of each wanted SKU, and what it is worth. */
export type Candidate = { holds: readonly number[]; total: number; full: boolean };

/** Up to so many places every combination is looked at: 255 at most. */
const exactUpTo = 8;

/**
 * The smallest set of places that together hold the wanted quantities, for when none does alone; of equally small ones
 * that with the fewest full places, then the most points. `places` are sorted, the best first, and so is the answer.
 * `ways` is how many sets of that size there are. Beyond eight places the set is small, though maybe not the smallest;
 * none in it can be left out.
 */
export function fewestPlaces<Place extends Candidate>(
  places: readonly Place[],
  wanted: readonly number[],
): { chosen: Place[]; ways: number } {
  const useful = places.filter((place) => place.holds.some((units, i) => units > 0 && (wanted[i] ?? 0) > 0));
  if (useful.length > exactUpTo) return { chosen: greedily(useful, wanted), ways: 1 };
  for (let size = 1; size <= useful.length; size++) {
    const sets = combinations(useful, size).filter((set) => cover(set, wanted));
    const [first] = sets;
    if (first) return { chosen: sets.reduce((a, b) => (isBetter(b, a) ? b : a), first), ways: sets.length };
  }
  return { chosen: [], ways: 0 };
}

const cover = (set: readonly Candidate[], wanted: readonly number[]): boolean =>
  wanted.every((units, i) => set.reduce((sum, place) => sum + (place.holds[i] ?? 0), 0) >= units);

const fullOnes = (set: readonly Candidate[]): number => set.filter((place) => place.full).length;
const points = (set: readonly Candidate[]): number =>
  Math.round(set.reduce((sum, place) => sum + place.total, 0) * 100);

/** Of equals the earlier stays: the places come sorted, and so do the combinations. */
const isBetter = (a: readonly Candidate[], b: readonly Candidate[]): boolean =>
  fullOnes(a) < fullOnes(b) || (fullOnes(a) === fullOnes(b) && points(a) > points(b));

function combinations<Place>(places: readonly Place[], size: number): Place[][] {
  if (size === 0) return [[]];
  return places.flatMap((place, i) =>
    combinations(places.slice(i + 1), size - 1).map((rest) => [place, ...rest]),
  );
}

/** Whoever covers most of what is still open goes first; then those are dropped that the others make needless. */
function greedily<Place extends Candidate>(places: readonly Place[], wanted: readonly number[]): Place[] {
  const left = [...wanted];
  const covered = (place: Place) =>
    left.reduce((units, open, i) => units + Math.min(open, place.holds[i] ?? 0), 0);
  let open = [...places];
  let chosen: Place[] = [];
  while (open.length > 0 && left.some((units) => units > 0)) {
    const best = open.reduce((a, b) => (covered(b) > covered(a) ? b : a));
    if (covered(best) === 0) break;
    chosen.push(best);
    open = open.filter((place) => place !== best);
    left.forEach((units, i) => {
      left[i] = Math.max(0, units - (best.holds[i] ?? 0));
    });
  }
  for (const place of places.toReversed()) {
    const without = chosen.filter((one) => one !== place);
    if (without.length < chosen.length && cover(without, wanted)) chosen = without;
  }
  return places.filter((place) => chosen.includes(place));
}
