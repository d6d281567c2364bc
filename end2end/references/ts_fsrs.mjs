// A history of answers in the hands of ts-fsrs: its algorithm alone, without cards, learning steps and fuzz.
import { FSRSAlgorithm } from "ts-fsrs";

const published = new FSRSAlgorithm({ enable_short_term: true });

export function states({ weights, answers }) {
  const algorithm = weights ? new FSRSAlgorithm({ w: weights, enable_short_term: true }) : published;
  let state = null;
  return answers.map(([rating, days]) => {
    state = algorithm.next_state(state, days, rating);
    return [state.stability, state.difficulty];
  });
}
