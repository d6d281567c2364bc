// Random histories of answers: ratings, the days between them, and for every second one the weights of a learner.

/** The published parameters of FSRS-6. */
const PUBLISHED = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const MOST_ANSWERS = 12;

export function histories(count, seed) {
  const chance = generator(seed);
  return Array.from({ length: count }, (_, index) => ({
    weights: index % 2 === 0 ? null : weights(chance),
    answers: answers(chance),
  }));
}

function answers(chance) {
  const length = 1 + Math.floor(chance() * MOST_ANSWERS);
  return Array.from({ length }, (_, at) => [rating(chance()), at === 0 ? 0 : days(chance)]);
}

function rating(luck) {
  if (luck < 0.25) return 1;
  return luck < 0.4 ? 2 : 3;
}

/** The same day, the next, or up to a year later with every order of magnitude alike. */
function days(chance) {
  const luck = chance();
  if (luck < 0.15) return 0;
  return luck < 0.3 ? 1 : Math.round(Math.exp(chance() * Math.log(365)));
}

/** Up to a quarter less or a third more than published, in the digits of f32, within what every implementation accepts. */
function weights(chance) {
  const drawn = PUBLISHED.map((weight) => Math.fround(weight * 1.3 ** (2 * chance() - 1)));
  drawn[7] = Math.fround(0.001 + chance() * 0.2);
  drawn[19] = Math.fround(0.01 + chance() * 0.2);
  drawn[20] = Math.fround(0.1 + chance() * 0.4);
  return drawn;
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
